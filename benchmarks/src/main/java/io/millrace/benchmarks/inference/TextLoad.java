package io.millrace.benchmarks.inference;

import io.millrace.events.EventRecords;
import io.millrace.events.TextEvent;
import io.millrace.events.Topics;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Texts, no two of them equal.
 *
 * @param before stands before each text; empty if nothing does
 * @param from the number of the first text, so that two loads need not hold the same
 */
record TextLoad(String run, Keys keys, String before, long from) implements Load {

  static final Instant START = Instant.parse("2026-05-01T00:00:00Z");

  static TextLoad of(String run, Keys keys) {
    return new TextLoad(run, keys, "", Math.floorMod(run.hashCode(), 900) * 1_000_000L);
  }

  TextLoad after(String word) {
    return new TextLoad(run, keys, word + " ", from);
  }

  @Override
  public String topic() {
    return Topics.TEXT_EVENTS;
  }

  @Override
  public ProducerRecord<byte[], byte[]> record(int number) {
    return EventRecords.of(
        new TextEvent(
            id(number),
            key(number),
            START.plusMillis(number),
            before + Vocabulary.text(from + number),
            Map.of()));
  }
}
