package io.millrace.benchmarks.forecast;

import io.millrace.benchmarks.NumberedRecords;
import io.millrace.events.EventRecords;
import io.millrace.events.SeriesEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Readings of many series in turn, each one step after the last of its series. What a series reads
 * follows from its number and the step alone, so that two runs with other names read the same.
 *
 * @param run its name, with which those of its series begin; no other load on the stack has it
 * @param series how many
 */
record SeriesLoad(String run, int series, List<String> variates, long seed)
    implements NumberedRecords {

  static final Duration STEP = Duration.ofSeconds(1);

  /** Round it, values lie. */
  static final double MEAN = 100;

  static final double DEVIATION = 8;

  static final Instant START = Instant.parse("2026-06-01T00:00:00Z");
  private static final double PERIOD = 37; // steps; no divisor of a minute

  SeriesLoad {
    variates = List.copyOf(variates);
  }

  /** The same readings under other names. */
  SeriesLoad as(String otherRun) {
    return new SeriesLoad(otherRun, series, variates, seed);
  }

  String name(int index) {
    return run + "-" + index;
  }

  static Instant at(long step) {
    return START.plus(STEP.multipliedBy(step));
  }

  int index(int number) {
    return number % series;
  }

  /** Which step of its series an event is. */
  int step(int number) {
    return number / series;
  }

  @Override
  public ProducerRecord<byte[], byte[]> record(int number) {
    return EventRecords.of(event(number));
  }

  SeriesEvent event(int number) {
    return new SeriesEvent(
        name(index(number)),
        at(step(number)),
        0,
        SeriesEvent.Kind.OBSERVED,
        values(number),
        Map.of());
  }

  private Map<String, Double> values(int number) {
    SplittableRandom random = new SplittableRandom(seed + number * 0x9E3779B97F4A7C15L);
    double wave = Math.sin(2 * Math.PI * step(number) / PERIOD + index(number));
    Map<String, Double> values = new LinkedHashMap<>();
    for (String variate : variates) {
      double value = MEAN + DEVIATION * (wave + random.nextDouble() - 0.5);
      values.put(variate, Math.rint(value * 1000) / 1000);
    }
    return values;
  }
}
