package io.millrace.releases;

import io.millrace.events.EventRecords;
import io.millrace.events.InvalidEventException;
import io.millrace.events.ModelRelease;
import io.millrace.events.ModelRelease.Slot;
import io.millrace.events.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code model-releases} whole, has the last release of each slot followed, and then every
 * new one as it comes. Every process reads all of it; no group is needed.
 *
 * <p>One thread runs it: models are loaded on that thread, off the path of records.
 */
public final class ReleaseFollower implements Runnable {

  private static final Duration POLL_TIMEOUT = Duration.ofMillis(500);

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Releases releases;
  private final Backoff backoff;
  private final Logger log;
  private final CountDownLatch caughtUp = new CountDownLatch(1);
  private final StopSignal stopping = new StopSignal();
  private final Map<TopicPartition, Long> positions = new LinkedHashMap<>();
  private volatile @Nullable Consumer<byte[], byte[]> current;
  private volatile @Nullable String death;

  public ReleaseFollower(
      Supplier<Consumer<byte[], byte[]>> consumers,
      Releases releases,
      Backoff backoff,
      Logger log) {
    this.consumers = consumers;
    this.releases = releases;
    this.backoff = backoff;
    this.log = log;
  }

  /** Opens when all releases that were there at the start have been followed. */
  public CountDownLatch caughtUp() {
    return caughtUp;
  }

  public void stop() {
    stopping.give();
    Consumer<byte[], byte[]> consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
  }

  /** The error after which releases are followed no more; empty if there was none. */
  public Optional<String> death() {
    return Optional.ofNullable(death);
  }

  private boolean isWanted() {
    return !stopping.isGiven();
  }

  @Override
  public void run() {
    try {
      runUntilStopped();
    } catch (Error e) {
      death = String.valueOf(e);
      log.fatalf(e, "%s: no release is followed any more", Topics.MODEL_RELEASES);
      throw e;
    }
  }

  private void runUntilStopped() {
    while (isWanted()) {
      try (Consumer<byte[], byte[]> consumer = consumers.get()) {
        current = consumer;
        follow(consumer);
      } catch (WakeupException e) {
        log.debug("woken up to stop");
      } catch (RuntimeException e) {
        Duration delay = backoff.next();
        log.warnf(
            "%s: trying again in %d ms: %s",
            Topics.MODEL_RELEASES, delay.toMillis(), e.getMessage());
        stopping.await(delay);
      } finally {
        current = null;
      }
    }
  }

  private void follow(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.MODEL_RELEASES).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new IllegalStateException("the topic does not exist");
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    positions.forEach(consumer::seek);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<String, ConsumerRecord<byte[], byte[]>> lastOfKey = new LinkedHashMap<>();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      collect(consumer.poll(POLL_TIMEOUT), lastOfKey);
    }
    lastOfKey.values().forEach(this::apply);
    remember(consumer);
    caughtUp.countDown();
    while (isWanted()) {
      lastOfKey.clear();
      collect(consumer.poll(POLL_TIMEOUT), lastOfKey);
      lastOfKey.values().forEach(this::apply);
      remember(consumer);
      releases.tryAgain();
      backoff.reset();
    }
  }

  /** What was overtaken before it was read is not followed. */
  private static void collect(
      ConsumerRecords<byte[], byte[]> records, Map<String, ConsumerRecord<byte[], byte[]>> last) {
    records.forEach(
        record -> {
          String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
          last.remove(key);
          last.put(key, record);
        });
  }

  private void remember(Consumer<byte[], byte[]> consumer) {
    consumer
        .assignment()
        .forEach(partition -> positions.put(partition, consumer.position(partition)));
  }

  private void apply(ConsumerRecord<byte[], byte[]> record) {
    try {
      Slot slot = Slot.ofKey(new String(key(record), StandardCharsets.UTF_8));
      if (record.value() == null) {
        releases.withdraw(slot);
        return;
      }
      ModelRelease release =
          EventRecords.read(ModelRelease.class, record.value(), record.headers());
      if (!release.slot().equals(slot)) {
        throw new InvalidEventException(
            "key", "must be " + release.slot().key() + ", is " + slot.key());
      }
      if (caughtUp.getCount() > 0) {
        releases.resume(release);
      } else {
        releases.release(release);
      }
    } catch (InvalidEventException e) {
      log.errorf("%s is no release and is passed over: %s", place(record), e.getMessage());
    } catch (RuntimeException e) {
      log.errorf(e, "%s was not followed to its end: %s", place(record), e.getMessage());
    }
  }

  private static String place(ConsumerRecord<byte[], byte[]> record) {
    return "%s-%d@%d".formatted(record.topic(), record.partition(), record.offset());
  }

  private static byte[] key(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      throw new InvalidEventException("key", "is missing");
    }
    return record.key();
  }
}
