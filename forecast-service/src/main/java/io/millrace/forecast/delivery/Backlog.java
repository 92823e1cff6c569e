package io.millrace.forecast.delivery;

import io.millrace.forecast.delivery.PartitionBacklog.Held;
import io.millrace.forecast.delivery.Progress.Sent;
import io.millrace.forecast.delivery.Progress.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver has not got yet. Changes of what one rule watches go one after the other; one
 * that fails holds up those behind it, and others only once its partition's backlog is full.
 */
final class Backlog {

  private final Map<TopicPartition, PartitionBacklog> partitions = new HashMap<>();

  /**
   * @param start offset of the first that is to be delivered
   */
  void begin(TopicPartition partition, long start) {
    partitions.put(partition, new PartitionBacklog(start));
  }

  void end(Collection<TopicPartition> revoked) {
    partitions.keySet().removeAll(revoked);
  }

  void clear() {
    partitions.clear();
  }

  void add(Change change) {
    PartitionBacklog partition = partitions.get(change.partition());
    if (partition != null) {
      partition.add(change);
    }
  }

  void reached(TopicPartition partition, long position) {
    PartitionBacklog reached = partitions.get(partition);
    if (reached != null) {
      reached.reached(position);
    }
  }

  /** Those that may be sent now, the oldest first; of what one rule watches the first only. */
  List<Held> ready(Instant now) {
    List<Held> ready = new ArrayList<>();
    for (PartitionBacklog partition : partitions.values()) {
      Set<String> before = new HashSet<>();
      for (Held held : partition.held()) {
        boolean first = before.add(held.change().watched());
        if (first && held.progress() instanceof Waiting waiting && waiting.isDue(now)) {
          ready.add(held);
        }
      }
    }
    ready.sort(Comparator.comparing(held -> held.change().at()));
    return ready;
  }

  void sent(Change change) {
    advance(change, progress -> progress instanceof Waiting waiting ? waiting.sent() : progress);
  }

  /**
   * @param next by the number of failures, when it may be tried again
   */
  void failed(Change change, Function<Integer, Instant> next) {
    advance(
        change,
        progress ->
            progress instanceof Sent sent
                ? sent.failed(next.apply(sent.failures() + 1))
                : progress);
  }

  /** Each is tried once more, alone. */
  void separated(Change change) {
    advance(change, progress -> progress instanceof Sent sent ? sent.separated() : progress);
  }

  private void advance(Change change, Function<Progress, Progress> step) {
    PartitionBacklog partition = partitions.get(change.partition());
    if (partition != null) {
      partition.advance(change, step);
    }
  }

  /** It is delivered, or will never be. */
  void settled(Change change) {
    PartitionBacklog partition = partitions.get(change.partition());
    if (partition != null) {
      partition.forget(change);
    }
  }

  /** By partition the offset before which all is delivered. */
  Map<TopicPartition, Long> delivered() {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    partitions.forEach((partition, backlog) -> offsets.put(partition, backlog.delivered()));
    return offsets;
  }

  /** Partitions of which no more should be read for now. */
  Set<TopicPartition> full() {
    return partitions.entrySet().stream()
        .filter(entry -> entry.getValue().isFull())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  int size() {
    return partitions.values().stream().mapToInt(each -> each.held().size()).sum();
  }

  /** When the oldest undelivered change was written; null if there is none. */
  @Nullable Instant oldest() {
    return partitions.values().stream()
        .map(PartitionBacklog::oldest)
        .flatMap(Optional::stream)
        .map(Change::at)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }
}
