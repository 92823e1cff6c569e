package io.millrace.forecast.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/** How far the group's offsets are committed. What was not is told again after a restart. */
final class Commits {

  private static final Logger LOG = Logger.getLogger(Commits.class);
  private static final Duration PACE = Duration.ofSeconds(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private final Consumer<?, ?> consumer;
  private final Map<TopicPartition, Long> committed = new HashMap<>();
  private Instant next = Instant.MIN;

  Commits(Consumer<?, ?> consumer) {
    this.consumer = consumer;
  }

  /** Now and then, and without waiting: while no broker answers, delivery goes on. */
  void offer(Map<TopicPartition, Long> delivered, Instant now) {
    Map<TopicPartition, Long> news = news(delivered);
    if (news.isEmpty() || next.isAfter(now)) {
      return;
    }
    next = now.plus(PACE);
    consumer.commitAsync(
        Starts.committed(news),
        (offsets, failure) -> {
          if (failure == null) {
            committed.putAll(news);
          } else {
            LOG.debugf("offsets will be committed later: %s", failure);
          }
        });
  }

  /** At once, if possible. */
  void force(Map<TopicPartition, Long> delivered) {
    Map<TopicPartition, Long> news = news(delivered);
    if (news.isEmpty()) {
      return;
    }
    try {
      commit(news);
    } catch (RuntimeException lost) {
      LOG.debugf("offsets were not committed: %s", lost);
    }
  }

  private void commit(Map<TopicPartition, Long> news) {
    try {
      consumer.commitSync(Starts.committed(news), TIMEOUT);
    } catch (WakeupException toStop) { // it woke nobody until now
      consumer.commitSync(Starts.committed(news), TIMEOUT);
    }
    committed.putAll(news);
  }

  private Map<TopicPartition, Long> news(Map<TopicPartition, Long> delivered) {
    Map<TopicPartition, Long> news = new HashMap<>(delivered);
    news.entrySet().removeAll(committed.entrySet());
    return news;
  }

  void forget(Iterable<TopicPartition> partitions) {
    partitions.forEach(committed::remove);
  }
}
