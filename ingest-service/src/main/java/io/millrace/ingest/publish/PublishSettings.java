package io.millrace.ingest.publish;

import io.millrace.ingest.EventKind;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What the stage needs to know.
 *
 * @param connection where Kafka is and how to talk to it
 * @param instance tells this process from others that run at once; the same after a restart
 * @param window in which a repeat is recognised
 * @param ids of a partition that are remembered at most
 * @param threads that share the partitions of this process
 */
record PublishSettings(
    Map<String, String> connection,
    String instance,
    Set<EventKind> kinds,
    Duration window,
    int ids,
    int threads) {

  PublishSettings {
    connection = Map.copyOf(connection);
    kinds = Set.copyOf(kinds);
    require(!instance.isBlank(), "millrace.instance must not be blank");
    require(
        !window.isNegative() && !window.isZero(),
        "millrace.deduplication.window must be above zero, is " + window);
    require(
        threads >= 1 && threads <= 64,
        "millrace.deduplication.threads must be 1 to 64, is " + threads);
    require(ids >= 1, "millrace.deduplication.ids must be at least 1, is " + ids);
  }

  /** Without what may be a password. */
  @Override
  public String toString() {
    return "PublishSettings[instance=" + instance + ", kinds=" + kinds + ", window=" + window + "]";
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
