package io.millrace.benchmarks.forecast;

import io.millrace.benchmarks.CommittedOutputs;
import io.millrace.events.EventJson;
import io.millrace.events.Forecast;
import io.millrace.events.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What is committed for steps that are due one after the other, and when the last of each is. */
final class Watched {

  private final SeriesLoad load;
  private final Duration every;
  private final int first; // step
  private final double[] seconds; // by step, from its due moment to its last forecast
  private final StateSizes sizes = new StateSizes();
  private int forecasts;
  private long start;

  Watched(SeriesLoad load, Duration every, int first, int steps) {
    this.load = load;
    this.every = every;
    this.first = first;
    this.seconds = new double[steps];
  }

  Map<String, Consumer<ConsumerRecord<byte[], byte[]>>> readers() {
    Map<String, Consumer<ConsumerRecord<byte[], byte[]>>> readers = new HashMap<>();
    StateSizes.TOPICS.forEach(topic -> readers.put(topic, sizes::read));
    readers.put(Topics.FORECASTS, this::take);
    return readers;
  }

  /** The first step is due now. */
  void begin() {
    start = System.nanoTime();
  }

  private long due(int step) {
    return start + step * every.toNanos();
  }

  void followUntilDue(CommittedOutputs outputs, int step) {
    while (System.nanoTime() < due(step)) {
      outputs.poll();
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    Forecast forecast = EventJson.read(Forecast.class, record.value());
    long at = Duration.between(SeriesLoad.START, forecast.issuedAt()).dividedBy(SeriesLoad.STEP);
    int step = (int) at - first;
    if (step >= 0 && load.variates().contains(forecast.model())) {
      forecasts++;
      seconds[step] = Math.max(seconds[step], (System.nanoTime() - due(step)) / 1e9);
    }
  }

  /** From the moment that a step is due to the last forecast of it, by step. */
  double[] seconds() {
    return seconds.clone();
  }

  int forecasts() {
    return forecasts;
  }

  StateSizes sizes() {
    return sizes;
  }
}
