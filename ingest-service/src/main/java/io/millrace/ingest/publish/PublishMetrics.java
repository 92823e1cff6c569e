package io.millrace.ingest.publish;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.ingest.EventKind;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** What one loop of the stage does, in numbers. */
final class PublishMetrics {

  private final Map<EventKind, Counter> published = new EnumMap<>(EventKind.class);
  private final Map<EventKind, Counter> repeated = new EnumMap<>(EventKind.class);
  private final Map<EventKind, Counter> crowdedOut = new EnumMap<>(EventKind.class);
  private final Map<TopicPartition, Long> crowdedOutBefore = new HashMap<>();
  private final AtomicLong lag = new AtomicLong();

  PublishMetrics(MeterRegistry meters) {
    for (EventKind kind : EventKind.values()) {
      published.put(kind, meters.counter("millrace.events.published", "kind", kind.label()));
      repeated.put(kind, meters.counter("millrace.events.repeated", "kind", kind.label()));
      crowdedOut.put(
          kind, meters.counter("millrace.deduplication.crowded.out", "kind", kind.label()));
    }
  }

  void published(TopicPartition accepted, int events, int repeats, RecentIds ids) {
    EventKind kind = EventKind.ofAccepted(accepted.topic());
    add(published, kind, events);
    add(repeated, kind, repeats);
    long before = Objects.requireNonNullElse(crowdedOutBefore.put(accepted, ids.crowdedOut()), 0L);
    add(crowdedOut, kind, Math.max(0, ids.crowdedOut() - before));
  }

  private static void add(Map<EventKind, Counter> counters, EventKind kind, double events) {
    if (events > 0) {
      Objects.requireNonNull(counters.get(kind)).increment(events);
    }
  }

  /** Accepted events that wait in the loop's partitions. */
  long lag() {
    return lag.get();
  }

  /** Looks how many wait, as far as the consumer knows. */
  void lag(Consumer<?, ?> accepted) {
    lag.set(
        accepted.assignment().stream()
            .mapToLong(partition -> accepted.currentLag(partition).orElse(0))
            .sum());
  }
}
