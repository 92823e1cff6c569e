package io.millrace.forecast.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.state.HostInfo;

/**
 * What the instances said together.
 *
 * @param answers this instance's first, each with who gave it; empty: this one
 * @param stale some of it by copies; then an item may come twice, and the older of two be behind
 */
record Gathered(List<Answer> answers, boolean stale) {

  record Answer(Optional<HostInfo> from, Share share) {}

  Gathered {
    answers = List.copyOf(answers);
  }

  Stream<String> items() {
    return answers.stream().flatMap(answer -> answer.share().items().stream());
  }

  /** Who gave each item; of two, the first. */
  Map<String, Optional<HostInfo>> holders() {
    Map<String, Optional<HostInfo>> holders = new HashMap<>();
    for (Answer answer : answers) {
      answer.share().items().forEach(item -> holders.putIfAbsent(item, answer.from()));
    }
    return holders;
  }

  Set<TopicPartition> of(Set<TopicPartition> all) {
    Set<String> covered =
        answers.stream()
            .flatMap(answer -> answer.share().partitions().stream())
            .collect(Collectors.toUnmodifiableSet());
    return all.stream()
        .filter(partition -> covered.contains(partition.toString()))
        .collect(Collectors.toUnmodifiableSet());
  }
}
