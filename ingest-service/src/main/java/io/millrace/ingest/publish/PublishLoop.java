package io.millrace.ingest.publish;

import io.millrace.events.EventRecords;
import io.millrace.events.Rejection;
import io.millrace.ingest.EventKind;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Moves accepted events to their published topic, each identity once within the window. A turn's
 * events and the offsets that they were accepted at are one transaction, which the group's
 * generation fences: an owner that has lost its partition cannot commit.
 *
 * <p>What fails leaves nothing behind: clients and memory are dropped and made anew, and the
 * accepted events come again from the committed offset. Nothing but {@link #stop} ends the loop.
 */
final class PublishLoop implements Runnable {

  private static final Logger LOG = Logger.getLogger(PublishLoop.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration SHORTEST = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final Supplier<PublishClients> connect;
  private final Function<TopicPartition, RecentIds> tail;
  private final Fingerprints fingerprints = new Fingerprints();
  private final Collection<String> topics;
  private final PublishMetrics metrics;
  private final Map<TopicPartition, RecentIds> memory = new HashMap<>(); // by accepted partition
  private final CountDownLatch stopping = new CountDownLatch(1);
  private Duration pause = SHORTEST; // before the next try
  private volatile @Nullable PublishClients current;
  private volatile Optional<String> trouble = Optional.of("connecting");

  /**
   * @param tail what the published partition of an accepted one has
   */
  PublishLoop(
      Supplier<PublishClients> connect,
      Function<TopicPartition, RecentIds> tail,
      Collection<EventKind> kinds,
      PublishMetrics metrics) {
    this.connect = connect;
    this.tail = tail;
    this.topics = kinds.stream().map(EventKind::acceptedTopic).toList();
    this.metrics = metrics;
  }

  /** Why nothing is published just now; empty while all is well. */
  Optional<String> trouble() {
    return trouble;
  }

  /** Asks it to end after the turn in hand. */
  void stop() {
    stopping.countDown();
    PublishClients clients = current;
    if (clients != null) {
      clients.accepted().wakeup();
    }
  }

  private boolean isWanted() {
    return stopping.getCount() > 0;
  }

  @Override
  public void run() {
    while (isWanted()) {
      try (PublishClients clients = connect.get()) {
        current = clients;
        clients.published().initTransactions();
        clients.accepted().subscribe(topics, forgetting());
        publishUntilStopped(clients);
      } catch (WakeupException woken) {
        LOG.debug("Woken up to stop");
      } catch (RuntimeException failed) {
        retryLater(failed);
      }
      current = null;
      memory.clear();
    }
  }

  private void publishUntilStopped(PublishClients clients) {
    while (isWanted()) {
      ConsumerRecords<byte[], byte[]> records = clients.accepted().poll(POLL);
      trouble = Optional.empty();
      metrics.lag(clients.accepted());
      if (!records.isEmpty()) {
        publish(clients, records);
        pause = SHORTEST;
      }
    }
  }

  private void retryLater(RuntimeException failure) {
    String reason = failure.getClass().getSimpleName() + ": " + failure.getMessage();
    trouble = Optional.of(reason);
    if (isWanted()) {
      LOG.warnf("Publishing is tried again in %d ms: %s", pause.toMillis(), reason);
      LOG.debug("The failure", failure);
      rest();
    }
  }

  private void rest() {
    try {
      var unused = stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      stopping.countDown();
      Thread.currentThread().interrupt();
    }
    Duration twice = pause.multipliedBy(2);
    pause = twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
  }

  private void publish(PublishClients clients, ConsumerRecords<byte[], byte[]> records) {
    // Reading a tail may take longer than a transaction may.
    records.partitions().forEach(partition -> memory.computeIfAbsent(partition, tail));
    clients.published().beginTransaction();
    for (TopicPartition partition : records.partitions()) {
      publish(clients.published(), partition, records.records(partition));
    }
    // All events lie in the log before the group's generation is asked: a later owner, which reads
    // the log's end after that, cannot miss one that is committed.
    clients.published().flush();
    clients
        .published()
        .sendOffsetsToTransaction(records.nextOffsets(), clients.accepted().groupMetadata());
    clients.published().commitTransaction();
  }

  private void publish(
      Producer<byte[], byte[]> producer,
      TopicPartition partition,
      List<ConsumerRecord<byte[], byte[]>> batch) {
    EventKind kind = EventKind.ofAccepted(partition.topic());
    RecentIds ids = Objects.requireNonNull(memory.get(partition));
    int published = 0;
    for (ConsumerRecord<byte[], byte[]> record : batch) {
      if (record.key() == null || !EventRecords.hasOwn(record.headers())) {
        var unused = producer.send(foreign(record));
      } else if (ids.add(fingerprints.ofAccepted(kind, record), record.timestamp())) {
        var unused = producer.send(published(kind, record));
        published++;
      }
    }
    metrics.published(partition, published, batch.size() - published, ids);
  }

  /** What somebody else wrote where only this service writes must not hold up what is behind it. */
  private static ProducerRecord<byte[], byte[]> foreign(ConsumerRecord<byte[], byte[]> record) {
    return new Rejection(
            record.key(),
            record.value(),
            record.headers(),
            record.topic(),
            record.partition(),
            record.offset(),
            "publish",
            "is not what ingest-service writes to this topic",
            null,
            null)
        .toRecord();
  }

  /** The same event, in the partition of the same number, with what its kind's headers share. */
  private static ProducerRecord<byte[], byte[]> published(
      EventKind kind, ConsumerRecord<byte[], byte[]> record) {
    return new ProducerRecord<>(
        kind.topic(),
        record.partition(),
        record.timestamp(),
        record.key(),
        record.value(),
        EventRecords.withShared(kind.label(), record.headers()));
  }

  private ConsumerRebalanceListener forgetting() {
    return new ConsumerRebalanceListener() {
      @Override
      public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        memory.keySet().removeAll(revoked);
      }

      @Override
      public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        memory.keySet().removeAll(assigned);
      }
    };
  }
}
