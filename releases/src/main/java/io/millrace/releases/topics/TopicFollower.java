package io.millrace.releases.topics;

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

    /** Called a few times a second from then on: what could not be done may be done by now. */
    default void polled() {}
  }

  private final String topic;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Handler handler;
  private final Backoff backoff;
  private final Logger log;
  private final StopSignal stopping = new StopSignal();
  private final Progress progress = new Progress();
  private volatile @Nullable Consumer<byte[], byte[]> current;
  private volatile @Nullable String death;

  /**
   * @param backoff between two tries
   */
  public TopicFollower(
      String topic,
      Supplier<Consumer<byte[], byte[]>> consumers,
      Handler handler,
      Backoff backoff,
      Logger log) {
    this.topic = topic;
    this.consumers = consumers;
    this.handler = handler;
    this.backoff = backoff;
    this.log = log;
  }

  public Progress progress() {
    return progress;
  }

  /** The error after which nothing is followed any more; empty if there was none. */
  public Optional<String> death() {
    return Optional.ofNullable(death);
  }

  public void stop() {
    stopping.give();
    Consumer<byte[], byte[]> consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
  }

  private boolean isWanted() {
    return !stopping.isGiven();
  }

  @Override
  public void run() {
    try {
      while (isWanted()) {
        followOnce();
      }
    } catch (Error e) {
      death = String.valueOf(e);
      log.fatalf(e, "%s is not followed any more", topic);
      throw e;
    }
  }

  private void followOnce() {
    try (Consumer<byte[], byte[]> consumer = consumers.get()) {
      current = consumer;
      follow(consumer);
    } catch (WakeupException e) {
      log.debugf("%s: woken up to stop", topic);
    } catch (RuntimeException e) {
      Duration delay = backoff.next();
      log.warnf("%s: trying again in %d ms: %s", topic, delay.toMillis(), e.getMessage());
      stopping.await(delay);
    } finally {
      current = null;
    }
  }

  private void follow(Consumer<byte[], byte[]> consumer) {
    catchUp(consumer, assign(consumer));
    Map<String, ConsumerRecord<byte[], byte[]>> lastOfKey = new LinkedHashMap<>();
    while (isWanted()) {
      lastOfKey.clear();
      collect(consumer.poll(POLL_TIMEOUT), lastOfKey);
      tell(lastOfKey, consumer);
      handler.polled();
      backoff.reset();
    }
  }

  private void catchUp(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    Map<String, ConsumerRecord<byte[], byte[]>> lastOfKey = new LinkedHashMap<>();
    while (isWanted() && isBehind(consumer, ends)) {
      collect(consumer.poll(POLL_TIMEOUT), lastOfKey);
    }
    if (!isWanted()) {
      return; // what overtakes these records may not have been read
    }
    tell(lastOfKey, consumer);
    if (isWanted() && !progress.isCaughtUp()) {
      handler.caughtUp();
      progress.caughtUp();
    }
  }

  private Map<TopicPartition, Long> assign(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new IllegalStateException("the topic does not exist");
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
      log.errorf("%s is passed over: %s", place(record), e.getMessage());
    } catch (RuntimeException e) {
      log.errorf(e, "%s was not followed to its end: %s", place(record), e.getMessage());
    }
  }

  private static String place(ConsumerRecord<byte[], byte[]> record) {
    return "%s-%d@%d".formatted(record.topic(), record.partition(), record.offset());
  }
}
