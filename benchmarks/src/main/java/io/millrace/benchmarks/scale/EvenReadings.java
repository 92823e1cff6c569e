package io.millrace.benchmarks.scale;

import io.millrace.benchmarks.NumberedRecords;
import io.millrace.events.EventRecords;
import io.millrace.events.SeriesEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Readings of some series in turn, each one step after the last of its series.
 *
 * @param run begins the names of its series
 */
record EvenReadings(String run, int series, long seed) implements NumberedRecords {

  static final Duration STEP = Duration.ofSeconds(1);

  private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");
  private static final double PERIOD = 23; // steps

  List<String> names() {
    return IntStream.range(0, series).mapToObj(this::name).toList();
  }

  String name(int number) {
    return run + "-" + number % series;
  }

  /** Which step of its series a reading is. */
  int step(int number) {
    return number / series;
  }

  /** Which step a time is. */
  static int step(Instant at) {
    return (int) Duration.between(START, at).dividedBy(STEP);
  }

  @Override
  public ProducerRecord<byte[], byte[]> record(int number) {
    double noise = new SplittableRandom(seed + number * 0x9E3779B97F4A7C15L).nextDouble();
    double value = 100 + 8 * (Math.sin(2 * Math.PI * step(number) / PERIOD) + noise);
    return EventRecords.of(
        new SeriesEvent(
            name(number),
            START.plus(STEP.multipliedBy(step(number))),
            0,
            SeriesEvent.Kind.OBSERVED,
            Map.of("load", Math.rint(value * 1000) / 1000),
            Map.of()));
  }
}
