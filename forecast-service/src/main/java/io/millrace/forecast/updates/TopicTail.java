package io.millrace.forecast.updates;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Reads what is committed to the topics from their ends on, while it is wanted. While no broker
 * answers it tries again, and goes on where it was.
 */
public final class TopicTail implements Runnable {

  private static final Logger LOG = Logger.getLogger(TopicTail.class);
  private static final Duration POLL_TIMEOUT = Duration.ofMillis(500);
  private static final long PAUSE = 2_000; // ms between two tries

  /** Told on the tail's thread. */
  public interface Listener {

    /** Whatever is committed from now on will be told. */
    void started();

    void told(Update update);

    /** Asked a few times a second; after no, nothing more is told. */
    boolean isWanted();
  }

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Listener listener;
  private final Map<TopicPartition, Long> positions = new HashMap<>();

  public TopicTail(Supplier<Consumer<byte[], byte[]>> consumers, Listener listener) {
    this.consumers = consumers;
    this.listener = listener;
  }

  @Override
  public void run() {
    while (listener.isWanted() && !Thread.currentThread().isInterrupted()) {
      try (Consumer<byte[], byte[]> consumer = consumers.get()) {
        follow(consumer);
      } catch (RuntimeException e) {
        LOG.warnf("updates: trying again in %d ms: %s", PAUSE, e.getMessage());
        pause();
      }
    }
  }

  private void follow(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions = partitions(consumer);
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    positions.forEach(consumer::seek);
    remember(consumer);
    listener.started();
    while (listener.isWanted()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL_TIMEOUT)) {
        Update.of(record).ifPresent(listener::told);
      }
      remember(consumer);
    }
  }

  private static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
    return Update.TOPICS.keySet().stream()
        .flatMap(topic -> consumer.partitionsFor(topic).stream())
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  private void remember(Consumer<byte[], byte[]> consumer) {
    consumer.assignment().forEach(each -> positions.put(each, consumer.position(each)));
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
