package io.millrace.forecast.delivery;

import java.util.Collection;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What was read of a partition and not delivered yet, in the order of the partition. What was
 * delivered out of turn is forgotten, and comes again after a restart.
 */
final class PartitionBacklog {

  static final int MOST_CHANGES = 256;
  static final long MOST_BYTES = 8L << 20;

  /** How far reading may run ahead of the first change that is held up. */
  static final long MOST_AHEAD = 1_000; // offsets

  record Held(Change change, Progress progress) {}

  private final NavigableMap<Long, Held> held = new TreeMap<>(); // by offset
  private long bytes;
  private long next; // offset of what is read next

  PartitionBacklog(long start) {
    next = start;
  }

  void add(Change change) {
    held.put(change.record().offset(), new Held(change, Progress.Waiting.first()));
    bytes += change.bytes();
    next = change.record().offset() + 1;
  }

  /** All before it was read. */
  void reached(long position) {
    next = position;
  }

  Collection<Held> held() {
    return held.values();
  }

  void advance(Change change, Function<Progress, Progress> step) {
    held.computeIfPresent(
        change.record().offset(),
        (offset, before) -> new Held(before.change(), step.apply(before.progress())));
  }

  void forget(Change change) {
    if (held.remove(change.record().offset()) != null) {
      bytes -= change.bytes();
    }
  }

  /** All before this offset is delivered. */
  long delivered() {
    return held.isEmpty() ? next : held.firstKey();
  }

  boolean isFull() {
    return held.size() >= MOST_CHANGES || bytes >= MOST_BYTES || next - delivered() >= MOST_AHEAD;
  }

  Optional<Change> oldest() {
    return held.isEmpty()
        ? Optional.empty()
        : Optional.of(Objects.requireNonNull(held.firstEntry()).getValue().change());
  }
}
