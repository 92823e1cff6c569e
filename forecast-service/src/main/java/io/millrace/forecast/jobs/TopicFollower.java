package io.millrace.forecast.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.events.InvalidEventException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads a compacted topic whole, and then every new record as it comes, on the one thread that runs
 * it. Every process reads all of it; no group is needed. While no broker answers it tries again.
 */
public final class TopicFollower implements Runnable {

  private static final Logger LOG = Logger.getLogger(TopicFollower.class);
  private static final Duration POLL_TIMEOUT = Duration.ofMillis(500);

  /** Told on the follower's thread. */
  public interface Handler {

    /**
     * The last record of its key, as far as was read; what was overtaken before is not told.
     *
     * @throws InvalidEventException if it is not what the topic is for; it is logged with its place
     *     and passed over
     */
    void follow(ConsumerRecord<byte[], byte[]> record);

    /**
     * All that was there at the start was told; who waits for that goes on after it. If it throws,
     * it is called again.
     */
    default void caughtUp() {}
  }

  private final String topic;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Handler handler;
  private final Pause pause;
  private final Progress progress = new Progress();
  private volatile @Nullable Consumer<byte[], byte[]> current;
  private volatile @Nullable String death;

  /**
   * @param pause between two tries
   */
  public TopicFollower(
      String topic, Supplier<Consumer<byte[], byte[]>> consumers, Handler handler, Pause pause) {
    this.topic = topic;
    this.consumers = consumers;
    this.handler = handler;
    this.pause = pause;
  }

  public Progress progress() {
    return progress;
  }

  /** The error after which nothing is followed any more; empty if there was none. */
  public Optional<String> death() {
    return Optional.ofNullable(death);
  }

  public void stop() {
    pause.end();
    Consumer<byte[], byte[]> consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
  }

  @Override
  public void run() {
    try {
      while (!pause.isOver()) {
        followOnce();
      }
    } catch (Error e) {
      death = String.valueOf(e);
      LOG.fatalf(e, "%s is not followed any more", topic);
      throw e;
    }
  }

  private void followOnce() {
    try (Consumer<byte[], byte[]> consumer = consumers.get()) {
      current = consumer;
      follow(consumer);
    } catch (WakeupException e) {
      LOG.debugf("%s: woken up to stop", topic);
    } catch (RuntimeException e) {
      LOG.warnf("%s: trying again in %s: %s", topic, pause.next(), e.getMessage());
      pause.take();
    } finally {
      current = null;
    }
  }

  private void follow(Consumer<byte[], byte[]> consumer) {
    Map<TopicPartition, Long> ends = assign(consumer);
    Map<String, ConsumerRecord<byte[], byte[]>> lastOfKey = new LinkedHashMap<>();
    while (!pause.isOver() && isBehind(consumer, ends)) {
      collect(consumer.poll(POLL_TIMEOUT), lastOfKey);
    }
    tell(lastOfKey, consumer);
    if (!progress.isCaughtUp() && !pause.isOver()) {
      handler.caughtUp();
      progress.caughtUp();
    }
    while (!pause.isOver()) {
      lastOfKey.clear();
      collect(consumer.poll(POLL_TIMEOUT), lastOfKey);
      tell(lastOfKey, consumer);
      pause.reset();
    }
  }

  private Map<TopicPartition, Long> assign(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new IllegalStateException("there is no such topic");
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    progress.positions().forEach(consumer::seek);
    return consumer.endOffsets(partitions);
  }

  private static boolean isBehind(
      Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
  }

  private static void collect(
      ConsumerRecords<byte[], byte[]> records, Map<String, ConsumerRecord<byte[], byte[]>> last) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      String key = record.key() == null ? "" : new String(record.key(), UTF_8);
      last.remove(key); // so that the order is that of the last records
      last.put(key, record);
    }
  }

  private void tell(
      Map<String, ConsumerRecord<byte[], byte[]>> records, Consumer<byte[], byte[]> consumer) {
    records.values().forEach(this::tell);
    Map<TopicPartition, Long> positions = new HashMap<>();
    consumer.assignment().forEach(each -> positions.put(each, consumer.position(each)));
    progress.reached(positions);
  }

  private void tell(ConsumerRecord<byte[], byte[]> record) {
    try {
      handler.follow(record);
    } catch (InvalidEventException e) {
      LOG.errorf("%s is passed over: %s", place(record), e.getMessage());
    } catch (RuntimeException e) {
      LOG.errorf(e, "%s was not followed to its end: %s", place(record), e.getMessage());
    }
  }

  private static String place(ConsumerRecord<byte[], byte[]> record) {
    return "%s-%d@%d".formatted(record.topic(), record.partition(), record.offset());
  }
}
