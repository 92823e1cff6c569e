package io.millrace.console.recent;

import io.millrace.console.ConsoleSettings;
import io.millrace.console.TopicConsumers;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the topics on a thread of its own, from a little before their ends on. While no broker
 * answers it tries again, and goes on where it was.
 */
@ApplicationScoped
class TopicWatch implements Runnable {

  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final Duration POLL_TIMEOUT = Duration.ofMillis(500);
  private static final long PAUSE = 1_500; // ms between two tries
  private static final long ASKED_EVERY = 5_000; // ms
  private static final long STOP_TIMEOUT = 2_000; // ms

  private final RecentEvents events;
  private final TopicConsumers consumers;
  private final int kept;
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final Thread thread = new Thread(this, "console-topics");
  private long asked; // ms
  private volatile boolean stopped;
  private volatile @Nullable Consumer<byte[], byte[]> open;

  TopicWatch(RecentEvents events, TopicConsumers consumers, ConsoleSettings settings) {
    this.events = events;
    this.consumers = consumers;
    this.kept = settings.kept();
  }

  void start(@Observes StartupEvent started) {
    thread.setDaemon(true);
    thread.start();
  }

  void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
    stopped = true;
    Consumer<byte[], byte[]> consumer = open;
    if (consumer != null) {
      consumer.wakeup();
    }
    thread.interrupt();
    thread.join(STOP_TIMEOUT);
  }

  @Override
  public void run() {
    while (!stopped) {
      try (Consumer<byte[], byte[]> consumer = consumers.open("console", PATIENCE)) {
        open = consumer;
        follow(consumer);
      } catch (WakeupException | InterruptException end) {
        return;
      } catch (RuntimeException e) {
        events.problem("Kafka does not answer: " + e.getMessage());
        pause();
      }
    }
  }

  private void follow(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions = partitions(consumer);
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
    for (TopicPartition each : partitions) {
      long end = ends.getOrDefault(each, 0L);
      long near = Math.max(starts.getOrDefault(each, 0L), end - kept);
      // A topic that was emptied, or read long ago, is begun anew.
      consumer.seek(each, Math.min(end, Math.max(near, positions.getOrDefault(each, near))));
    }
    while (!stopped) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL_TIMEOUT)) {
        events.take(record);
        positions.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
      }
      events.pass(System.currentTimeMillis());
      requireBroker(consumer);
    }
  }

  /** A consumer whose broker is gone says nothing by itself. */
  private void requireBroker(Consumer<byte[], byte[]> consumer) {
    long now = System.currentTimeMillis();
    if (now - asked >= ASKED_EVERY) {
      asked = now;
      partitions(consumer);
      events.problem("");
    }
  }

  private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
    return events.topics().stream()
        .flatMap(topic -> consumer.partitionsFor(topic).stream())
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
