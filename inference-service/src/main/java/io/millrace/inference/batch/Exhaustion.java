package io.millrace.inference.batch;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells a record that needs more memory than there is from memory that is short for a while: the
 * first is still too large when it comes again alone. Not thread-safe.
 */
final class Exhaustion {

  private static final int TRIES = 3;

  private record Tried(long offset, int times) {}

  private final Map<TopicPartition, Tried> tried = new HashMap<>();

  /** Memory ran out on this record alone; true if that has happened often enough. */
  boolean isItsOwn(ConsumerRecord<?, ?> record) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    Tried latest =
        tried.merge(
            partition,
            new Tried(record.offset(), 1),
            (before, now) ->
                before.offset() == now.offset()
                    ? new Tried(now.offset(), before.times() + 1)
                    : now);
    return latest.times() >= TRIES;
  }
}
