package io.millrace.inference.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.releases.topics.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;

/** A loop on a thread of its own, over fake clients, for tests. */
abstract class LoopRunning {

  static final TopicPartition PARTITION = new TopicPartition("text-events", 0);

  /** A consumer that is given offset 5 on, of which 5 is committed, and its producer. */
  static final class FakeClients {

    final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    final MockProducer<byte[], byte[]> producer =
        new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

    /** Beside the committed offset. */
    String metadata = "";

    /** Partitions that have a record each, and nothing committed. */
    final List<TopicPartition> others = new ArrayList<>();

    FakeClients() {
      consumer.schedulePollTask(
          () -> {
            List<TopicPartition> all = new ArrayList<>(List.of(PARTITION));
            all.addAll(others);
            consumer.rebalance(all);
            consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
            consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(5, metadata)));
            consumer.updateEndOffsets(Map.of(PARTITION, 7L));
            consumer.seek(PARTITION, 5);
            addRecords();
            for (TopicPartition other : others) {
              consumer.updateBeginningOffsets(Map.of(other, 0L));
              consumer.seek(other, 0);
              consumer.addRecord(
                  new ConsumerRecord<>(
                      other.topic(), other.partition(), 0, new byte[0], new byte[0]));
            }
          });
    }

    void addRecords() {
      consumer.addRecord(Records.text(5, "five"));
      consumer.addRecord(Records.text(6, "six"));
    }
  }

  final Echo echo = new Echo();
  final List<FakeClients> made = new CopyOnWriteArrayList<>();
  final List<Committed<Echo.Said>> committed = new CopyOnWriteArrayList<>();
  final List<RuntimeException> failed = new CopyOnWriteArrayList<>();
  volatile String closed;
  volatile RuntimeException listening;
  final List<FakeClients> prepared = new ArrayList<>();
  final LoopListener<Echo.Said> listener =
      new LoopListener<>() {
        @Override
        public void committed(Committed<Echo.Said> batch) {
          if (listening != null) {
            throw listening;
          }
          committed.add(batch);
        }

        @Override
        public void failed(
            String topic, List<ConsumerRecord<byte[], byte[]>> records, RuntimeException failure) {
          failed.add(failure);
        }
      };
  final TransactionalLoop<Echo.Said> loop =
      new TransactionalLoop<>(
          "text-events",
          this::next,
          echo,
          new LoopSettings(2, Duration.ofSeconds(1), "this-life", new Turns()),
          () -> Optional.ofNullable(closed),
          new Backoff(Duration.ofMillis(1), Duration.ofMillis(5)),
          listener,
          Logger.getLogger(TransactionalLoopTest.class));
  final Thread thread = new Thread(loop);

  @AfterEach
  void stop() throws InterruptedException {
    loop.stop();
    thread.join(10_000);
    assertThat(thread.isAlive()).isFalse();
  }

  FakeClients prepare() {
    FakeClients clients = new FakeClients();
    prepared.add(clients);
    return clients;
  }

  Clients next() {
    if (made.size() == prepared.size()) {
      prepare();
    }
    FakeClients clients = prepared.get(made.size());
    made.add(clients);
    return new Clients(clients.consumer, clients.producer);
  }

  /** The clients made first: their next batch is handled, and its commit fails. */
  void failCommits(FakeClients clients, RuntimeException failure) {
    echo.onHandle =
        () -> {
          if (made.size() == 1) {
            clients.producer.commitTransactionException = failure;
          }
        };
  }

  /** Offset and metadata of each commit. */
  static List<String> commits(FakeClients clients) {
    return clients.producer.consumerGroupOffsetsHistory().stream()
        .map(commit -> commit.values().iterator().next().get(PARTITION))
        .map(offset -> offset.offset() + " " + offset.metadata())
        .toList();
  }
}
