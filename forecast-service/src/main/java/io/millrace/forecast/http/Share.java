package io.millrace.forecast.http;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * What one instance can say to a question about everything.
 *
 * @param partitions that it answers for, as {@code topic-number}
 * @param items names, or event JSON
 */
record Share(Set<String> partitions, List<String> items) {

  Share {
    partitions = Set.copyOf(partitions);
    items = List.copyOf(items);
  }

  static Share of(Set<TopicPartition> partitions, List<String> items) {
    return new Share(
        partitions.stream().map(TopicPartition::toString).collect(Collectors.toUnmodifiableSet()),
        items);
  }
}
