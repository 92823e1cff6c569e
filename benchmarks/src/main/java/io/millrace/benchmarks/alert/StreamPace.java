package io.millrace.benchmarks.alert;

import io.millrace.benchmarks.CommittedOutputs;
import io.millrace.benchmarks.Latencies;
import io.millrace.benchmarks.SteadyLoad;
import io.millrace.events.EventJson;
import io.millrace.events.Forecast;
import io.millrace.events.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How the stream does under a steady load of readings.
 *
 * @param latencies from the moment a reading is due to the poll of its committed forecast
 * @param missing readings of the measurement that were not forecast when the load had ended
 */
record StreamPace(Latencies latencies, int missing) {

  private static final int WARM = 12; // steps, enough for seasonal-naive to serve
  private static final int RUN_IN = 10; // th part of the window, before it
  private static final Duration SILENCE = Duration.ofSeconds(60);

  /** Beside whatever else the service does meanwhile. */
  static StreamPace of(DeliveryTestbed bed, SteadySeries load, Duration window) {
    Map<Integer, Double> taken = new HashMap<>(); // ms by number of the reading
    int warm = WARM * load.series();
    SteadyLoad[] steady = new SteadyLoad[1];
    int[] seen = {0};
    try (CommittedOutputs outputs =
        new CommittedOutputs(
            bed.stack(),
            Map.of(
                Topics.FORECASTS,
                record -> {
                  long now = System.nanoTime();
                  Forecast forecast = EventJson.read(Forecast.class, record.value());
                  if (load.has(forecast.series())) {
                    seen[0]++;
                    int number = load.number(forecast.series(), forecast.issuedAt()) - warm;
                    if (number >= 0 && steady[0] != null) {
                      taken.put(number, (now - steady[0].due(number)) / 1e6);
                    }
                  }
                }))) {
      for (int number = 0; number < warm; number++) {
        bed.stack().send(load.record(number));
      }
      bed.stack().flush();
      outputs.await(() -> seen[0] >= load.series(), SILENCE);
      steady[0] =
          SteadyLoad.start(bed.stack(), number -> load.record(warm + number), load.series());
      Duration runIn = window.dividedBy(RUN_IN);
      outputs.follow(runIn.plus(window));
      int sent = steady[0].stop();
      int first = Math.toIntExact(runIn.toMillis() * load.series() / 1000);
      outputs.await(() -> missing(taken, first, sent) == 0, Duration.ofSeconds(5));
      return new StreamPace(latencies(taken, first), missing(taken, first, sent));
    }
  }

  private static int missing(Map<Integer, Double> taken, int first, int sent) {
    int missing = 0;
    for (int number = first; number < sent; number++) {
      missing += taken.containsKey(number) ? 0 : 1;
    }
    return missing;
  }

  private static Latencies latencies(Map<Integer, Double> taken, int first) {
    List<Double> judged = new ArrayList<>();
    taken.forEach(
        (number, milliseconds) -> {
          if (number >= first) {
            judged.add(milliseconds);
          }
        });
    return Latencies.of(judged);
  }

  double median() {
    return latencies.quantile(0.5);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "p50 %.0f ms, p99 %.0f ms, %d of %,d not forecast",
        median(),
        latencies.quantile(0.99),
        missing,
        latencies.ascending().length + missing);
  }
}
