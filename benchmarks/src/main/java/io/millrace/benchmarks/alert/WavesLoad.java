package io.millrace.benchmarks.alert;

import io.millrace.benchmarks.NumberedRecords;
import io.millrace.events.EventRecords;
import io.millrace.events.SeriesEvent;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Readings of many series in turn, one step of a second after the other: waves that cross a limit,
 * and series that are silent for a while in turn. What is read follows from the number alone.
 *
 * @param run with which the names of its series begin
 */
record WavesLoad(String run, int series, long seed) implements NumberedRecords {

  static final String VARIATE = "waves";
  static final double LIMIT = 108;

  private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");
  private static final double PERIOD = 37; // steps
  private static final int SILENT = 25; // steps
  private static final int EVERY = 120; // steps

  @Override
  public ProducerRecord<byte[], byte[]> record(int number) {
    int index = number % series;
    int step = number / series;
    boolean silent = index % 4 == 0 && step % EVERY >= EVERY - SILENT;
    // in the place of one that is silent another speaks, so that the load stays steady
    String name = run + "-" + (silent ? "filler-" : "") + index;
    SplittableRandom random = new SplittableRandom(seed + number * 0x9E3779B97F4A7C15L);
    double wave = 12 * Math.sin(2 * Math.PI * step / PERIOD + index);
    double value = 100 + wave + random.nextDouble() - 0.5;
    return EventRecords.of(
        new SeriesEvent(
            name,
            START.plusSeconds(step),
            0,
            SeriesEvent.Kind.OBSERVED,
            Map.of(VARIATE, Math.rint(value * 1000) / 1000),
            Map.of()));
  }
}
