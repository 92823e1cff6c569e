package io.millrace.forecast.delivery;

import io.millrace.events.Alert;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** The alerts that fire, as far as a receiver was told; one of each rule and what it watches. */
final class Firing {

  /** What one rule watches. */
  record Watched(TopicPartition partition, String name) {
    static Watched by(Change change) {
      return new Watched(change.partition(), change.watched());
    }
  }

  private final Map<Watched, Alert> alerts = new LinkedHashMap<>();

  /** Without evidence, which may be large, and is not told again. */
  void tell(Change change) {
    if (change.isFiring()) {
      alerts.put(Watched.by(change), change.alert().withEvidence(Map.of()));
    } else {
      alerts.remove(Watched.by(change));
    }
  }

  Optional<Alert> of(Watched watched) {
    return Optional.ofNullable(alerts.get(watched));
  }

  List<Watched> in(Set<TopicPartition> partitions) {
    return alerts.keySet().stream()
        .filter(watched -> partitions.contains(watched.partition()))
        .toList();
  }

  void forget(TopicPartition partition) {
    alerts.keySet().removeIf(watched -> watched.partition().equals(partition));
  }

  int size() {
    return alerts.size();
  }
}
