package io.millrace.forecast.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** Who is told of alerts, and how. Used by one thread. */
public sealed interface Receiver permits Webhook, Alertmanager {

  enum Kind {
    WEBHOOK,
    ALERTMANAGER
  }

  /** Unique among receivers; names its consumer group. */
  String name();

  /** Requests under way at once. */
  int concurrency();

  /** Changes in one request, at most. */
  int batch();

  /** Whether a partition is read from its start, for what {@link #knows} remembers. */
  boolean remembers();

  /**
   * @param changes of different alerts
   */
  Post post(List<Change> changes, Instant now);

  /** It has this change: from now, or from before this process began. */
  default void knows(Change delivered) {}

  /** All was remembered that was delivered of a partition before it came here. */
  default void knowsAll(TopicPartition partition, Instant now) {}

  /** Another instance has the partition now. */
  default void forget(TopicPartition partition) {}

  /** What must be told again now, if anything. */
  default Optional<Post> repeat(Instant now) {
    return Optional.empty();
  }

  /** What was to be told again did not arrive. */
  default void repeatFailed(Instant now) {}

  /** Alerts that it holds to be firing. */
  default int firing() {
    return 0;
  }
}
