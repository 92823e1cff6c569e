package io.millrace.benchmarks.alert;

import io.millrace.benchmarks.NumberedRecords;
import io.millrace.events.EventRecords;
import io.millrace.events.SeriesEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Readings of many series in turn, each one step after the last of its series.
 *
 * @param run with which the names of its series begin
 */
record SteadySeries(String run, int series, long seed) implements NumberedRecords {

  private static final Duration STEP = Duration.ofSeconds(1);
  private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");

  @Override
  public ProducerRecord<byte[], byte[]> record(int number) {
    double value = 100 + new SplittableRandom(seed + number).nextDouble();
    return EventRecords.of(
        new SeriesEvent(
            run + "-" + number % series,
            START.plus(STEP.multipliedBy(number / series)),
            0,
            SeriesEvent.Kind.OBSERVED,
            Map.of("load", Math.rint(value * 1000) / 1000),
            Map.of()));
  }

  boolean has(String name) {
    return name.startsWith(run + "-");
  }

  /** The reading that a forecast was made at. */
  int number(String name, Instant issuedAt) {
    int index = Integer.parseInt(name.substring(run.length() + 1));
    return Math.toIntExact(Duration.between(START, issuedAt).dividedBy(STEP) * series + index);
  }
}
