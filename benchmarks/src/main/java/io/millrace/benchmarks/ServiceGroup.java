package io.millrace.benchmarks;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/**
 * The consumer group of a service, as the broker knows it.
 *
 * @param name the service's, with which its transactional ids begin too
 */
public record ServiceGroup(Stack stack, String name) {

  /** The sum of the offsets that are committed for a topic. */
  public long committed(String topic) {
    return offsets(topic).values().stream().mapToLong(Long::longValue).sum();
  }

  /** Records of a topic behind the committed offsets. */
  public long lag(String topic) {
    Map<TopicPartition, Long> committed = offsets(topic);
    return stack.topics().ends(topic).entrySet().stream()
        .mapToLong(end -> end.getValue() - committed.getOrDefault(end.getKey(), 0L))
        .sum();
  }

  /** Waits until all that was sent is committed. */
  public void awaitCommitted(String topic, Duration atMost) {
    Awaitility.await("all that was sent is committed")
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> lag(topic) == 0);
  }

  private Map<TopicPartition, Long> offsets(String topic) {
    return answer(admin().listConsumerGroupOffsets(name).partitionsToOffsetAndMetadata())
        .entrySet()
        .stream()
        .filter(entry -> entry.getKey().topic().equals(topic) && entry.getValue() != null)
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  /** The ids that the coordinator gave to the members; a member that rejoins gets another. */
  public Set<String> members() {
    return description().members().stream()
        .map(MemberDescription::consumerId)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** No rebalance is under way. */
  public boolean isStable() {
    return description().groupState() == GroupState.STABLE;
  }

  /** A service may be ready before its group is: its first poll has returned without records. */
  public void awaitStable() {
    Awaitility.await("the group is stable")
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions() // of a group that is not there yet
        .until(() -> isStable() && !members().isEmpty());
  }

  private ConsumerGroupDescription description() {
    return Objects.requireNonNull(
        answer(admin().describeConsumerGroups(Set.of(name)).all()).get(name));
  }

  /** What it has begun to write and not committed yet. */
  public OpenTransactions transactions() {
    return new OpenTransactions(admin(), name);
  }

  private Admin admin() {
    return stack.admin();
  }

  static <T> T answer(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
