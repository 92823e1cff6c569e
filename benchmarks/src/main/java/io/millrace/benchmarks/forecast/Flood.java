package io.millrace.benchmarks.forecast;

import io.millrace.benchmarks.CommittedOutputs;
import io.millrace.benchmarks.Service;
import io.millrace.benchmarks.ServiceMetrics;
import io.millrace.events.EventJson;
import io.millrace.events.Forecast;
import io.millrace.events.Topics;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** More readings than a service can take at once, and how fast it commits them. */
final class Flood implements AutoCloseable {

  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int ATTEMPTS = 4;
  private static final List<String> STAGES =
      List.of("decode", "history", "network", "ledger", "encode", "forward");

  private final ForecastTestbed bed;
  private final Service service;
  private final SeriesLoad load;
  private final int warm;
  private final CommittedOutputs outputs;
  private int forecasts;
  private int sent;
  private double rate; // readings a second, as last measured
  private Map<String, Double> stages = Map.of(); // microseconds a forecast, in the last measurement

  private Flood(ForecastTestbed bed, Service service, SeriesLoad load, int warm) {
    this.bed = bed;
    this.service = service;
    this.load = load;
    this.warm = warm * load.series();
    send(this.warm);
    drain();
    this.outputs = new CommittedOutputs(bed.stack(), Map.of(Topics.FORECASTS, this::count));
  }

  private void count(ConsumerRecord<byte[], byte[]> record) {
    Forecast forecast = EventJson.read(Forecast.class, record.value());
    forecasts += forecast.model().equals(load.run()) ? 1 : 0;
  }

  /**
   * With series that have a past, in a service that has been under load for a while.
   *
   * @param load its run has the model's name
   * @param steps of the past
   */
  static Flood start(
      ForecastTestbed bed, Service service, SeriesLoad load, int steps, Duration warmUp) {
    Flood flood = new Flood(bed, service, load, steps);
    long start = System.nanoTime();
    int first = 10 * load.series();
    flood.send(first);
    flood.drain();
    flood.rate = first * 1e9 / (System.nanoTime() - start);
    flood.rate(warmUp);
    return flood;
  }

  private void send(int readings) {
    for (int number = sent; number < sent + readings; number++) {
      bed.stack().send(load.record(number));
    }
    bed.stack().flush();
    sent += readings;
  }

  private void drain() {
    bed.group().awaitCommitted(Topics.SERIES_EVENTS, LONGEST);
  }

  /**
   * Readings committed a second while there are more; where they ran out, with more once again.
   *
   * @throws IllegalStateException if there were never enough for so long
   */
  double rate(Duration window) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (outlasts(window)) {
        return rate;
      }
      rate *= 2;
    }
    throw new IllegalStateException("the flood ended before its measurement did");
  }

  private boolean outlasts(Duration window) {
    send((int) (rate * 2.5 * window.toSeconds()) + load.series());
    long from = bed.group().committed(Topics.SERIES_EVENTS);
    Map<String, Double> before = stageSeconds();
    long start = System.nanoTime();
    LockSupport.parkNanos(window.toNanos());
    long committed = bed.group().committed(Topics.SERIES_EVENTS) - from;
    rate = committed * 1e9 / (System.nanoTime() - start);
    Map<String, Double> after = stageSeconds();
    boolean more = bed.group().lag(Topics.SERIES_EVENTS) > 0;
    stages = new LinkedHashMap<>();
    after.forEach(
        (stage, s) -> stages.put(stage, (s - before.getOrDefault(stage, 0.0)) * 1e6 / committed));
    drain();
    return more;
  }

  private Map<String, Double> stageSeconds() {
    ServiceMetrics metrics = ServiceMetrics.of(service);
    Map<String, Double> seconds = new LinkedHashMap<>();
    for (String stage : STAGES) {
      seconds.put(
          stage, metrics.sum("millrace_forecast_stage_time_seconds_sum{stage=\"" + stage + "\"}"));
    }
    return seconds;
  }

  /** Where the time of a stream thread went in the last measurement. */
  String stages() {
    return stages.entrySet().stream()
        .map(each -> String.format(Locale.ROOT, "%s %.0f", each.getKey(), each.getValue()))
        .collect(Collectors.joining(", ", "", " µs a forecast"));
  }

  /** Readings that were committed and not forecast. */
  int lost() {
    outputs.readToEnd();
    return sent - warm - forecasts;
  }

  @Override
  public void close() {
    outputs.close();
  }
}
