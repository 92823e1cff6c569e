package io.millrace.inference.batch;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Tells a record that needs more memory than there is from memory that is short for a while: the
 * first is still too large when it has come again alone, some time later. Not thread-safe.
 */
final class Exhaustion {

  private static final int TRIES = 3;

  /** What a load on the machine that passes may take to do so. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private record Place(String topic, int partition, long offset) {

    static Place of(ConsumerRecord<?, ?> record) {
      return new Place(record.topic(), record.partition(), record.offset());
    }
  }

  /**
   * @param since the first time, as the clock gave it
   */
  private record Tried(long since, int times) {

    Tried again() {
      return new Tried(since, times + 1);
    }
  }

  private final LongSupplier nanoClock;
  private final Map<Place, Tried> tried = new HashMap<>();

  Exhaustion(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** Memory ran out on this record alone; true if it has, often and for long enough. */
  boolean isItsOwn(ConsumerRecord<?, ?> record) {
    long now = nanoClock.getAsLong();
    Tried latest =
        tried.compute(
            Place.of(record),
            (place, before) -> before == null ? new Tried(now, 1) : before.again());
    return latest.times() >= TRIES && now - latest.since() >= PATIENCE.toNanos();
  }

  /** Their batch was handled to its end: whatever was short is short no more, or they are out. */
  void forget(List<? extends ConsumerRecord<?, ?>> records) {
    records.forEach(record -> tried.remove(Place.of(record)));
  }
}
