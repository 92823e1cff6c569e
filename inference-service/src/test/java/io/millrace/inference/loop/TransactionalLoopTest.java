package io.millrace.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransactionalLoopTest {

  private static final TopicPartition PARTITION = new TopicPartition("text-events", 0);

  /** A consumer that is given offset 5 on, of which 5 is committed, and its producer. */
  private static final class FakeClients {

    final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    final MockProducer<byte[], byte[]> producer =
        new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

    FakeClients() {
      consumer.schedulePollTask(
          () -> {
            consumer.rebalance(List.of(PARTITION));
            consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
            consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(5)));
            consumer.seek(PARTITION, 5);
            addRecords();
          });
    }

    void addRecords() {
      consumer.addRecord(Records.text(5, "five"));
      consumer.addRecord(Records.text(6, "six"));
    }
  }

  private final FakeScorer scorer = new FakeScorer();
  private final List<FakeClients> made = new CopyOnWriteArrayList<>();
  private final List<HandledBatch> committed = new CopyOnWriteArrayList<>();
  private final List<FakeClients> prepared = new ArrayList<>();
  private final TransactionalLoop loop =
      new TransactionalLoop(
          "text-events",
          this::next,
          new BatchHandler<>(scorer, new RejectionWriter(10_000), System::nanoTime),
          new Backoff(Duration.ofMillis(1), Duration.ofMillis(5)),
          (topic, batch) -> committed.add(batch),
          Logger.getLogger(TransactionalLoopTest.class));
  private final Thread thread = new Thread(loop);

  @AfterEach
  void stop() throws InterruptedException {
    loop.stop();
    thread.join(10_000);
    assertThat(thread.isAlive()).isFalse();
  }

  @Test
  void outputsAndOffsetsAreCommittedTogether() {
    FakeClients clients = prepare();

    thread.start();

    await().until(() -> committed.size() == 1);
    assertThat(clients.producer.commitCount()).isEqualTo(1);
    assertThat(clients.producer.history()).hasSize(2);
    assertThat(committedOffset(clients)).isEqualTo(7);
    assertThat(loop.state()).isEqualTo(new LoopState.Running());
  }

  @Test
  void aFailedCommitIsAbortedAndTheBatchComesAgain() {
    FakeClients clients = prepare();
    clients.producer.commitTransactionException = new CommitFailedException("rebalanced");
    List<Long> positions = new CopyOnWriteArrayList<>();
    clients.consumer.schedulePollTask(
        () -> {
          positions.add(clients.consumer.position(PARTITION));
          clients.producer.commitTransactionException = null;
          clients.addRecords();
        });

    thread.start();

    await().until(() -> committed.size() == 1);
    assertThat(clients.producer.transactionAborted()).isFalse(); // the second one is committed
    assertThat(positions).containsExactly(5L);
    assertThat(clients.producer.commitCount()).isEqualTo(1);
    assertThat(clients.producer.history()).hasSize(2);
    assertThat(committedOffset(clients)).isEqualTo(7);
    assertThat(made).hasSize(1);
  }

  @Test
  void aPartitionWithoutACommittedOffsetGoesBackToItsBeginning() {
    FakeClients clients = new FakeClients();
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    consumer.assign(List.of(PARTITION));
    consumer.updateBeginningOffsets(Map.of(PARTITION, 2L));
    consumer.seek(PARTITION, 9);

    new Clients(consumer, clients.producer).rewind();

    assertThat(consumer.position(PARTITION)).isEqualTo(2);
  }

  @Test
  void aFencedProducerAndItsConsumerAreClosedAndMadeAnew() {
    FakeClients fenced = prepare();
    fenced.producer.commitTransactionException = new ProducerFencedException("a newer epoch");
    FakeClients fresh = prepare();

    thread.start();

    await().until(() -> committed.size() == 1);
    assertThat(fenced.producer.closed()).isTrue();
    assertThat(fenced.consumer.closed()).isTrue();
    assertThat(fenced.producer.commitCount()).isZero();
    assertThat(fresh.producer.transactionInitialized()).isTrue();
    assertThat(fresh.producer.commitCount()).isEqualTo(1);
  }

  @Test
  void aCommitOfUnknownOutcomeIsLeftToNewClientsToSettle() {
    FakeClients unknown = prepare();
    unknown.producer.commitTransactionException = new TimeoutException("no answer");
    FakeClients fresh = prepare();

    thread.start();

    await().until(() -> committed.size() == 1);
    assertThat(unknown.producer.closed()).isTrue();
    assertThat(fresh.producer.commitCount()).isEqualTo(1);
  }

  @Test
  void anAbortThatFailsCallsForNewClients() {
    FakeClients broken = prepare();
    broken.producer.commitTransactionException = new KafkaException("abortable");
    broken.producer.abortTransactionException = new KafkaException("not even that");
    FakeClients fresh = prepare();

    thread.start();

    await().until(() -> committed.size() == 1);
    assertThat(broken.consumer.closed()).isTrue();
    assertThat(fresh.producer.commitCount()).isEqualTo(1);
  }

  @Test
  void aModelThatCannotRunCommitsNothingAndIsTriedAgain() {
    FakeClients clients = prepare();
    scorer.always = Unavailable.exception();
    clients.consumer.schedulePollTask(
        () -> {
          scorer.always = null;
          clients.addRecords();
        });

    thread.start();

    await().until(() -> committed.size() == 1);
    assertThat(clients.producer.commitCount()).isEqualTo(1);
    assertThat(clients.producer.history()).hasSize(2);
  }

  @Test
  void aBrokerThatIsAwayAtFirstIsWaitedFor() {
    FakeClients away = prepare();
    away.producer.initTransactionException = new TimeoutException("no broker");
    prepare();

    thread.start();

    await().until(() -> committed.size() == 1);
    assertThat(made).hasSize(2);
  }

  @Test
  void stoppingClosesTheClients() throws InterruptedException {
    FakeClients clients = prepare();
    thread.start();
    await().until(() -> committed.size() == 1);

    loop.stop();
    thread.join(10_000);

    assertThat(loop.state()).isEqualTo(new LoopState.Stopped());
    assertThat(clients.consumer.closed()).isTrue();
    assertThat(clients.producer.closed()).isTrue();
  }

  @Test
  void waitsDoubleUpToALimitAndStartAgainAfterASuccess() {
    Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofMillis(300));

    assertThat(List.of(backoff.next(), backoff.next(), backoff.next(), backoff.next()))
        .extracting(Duration::toMillis)
        .containsExactly(100L, 200L, 300L, 300L);
    backoff.reset();
    assertThat(backoff.next()).isEqualTo(Duration.ofMillis(100));
  }

  private FakeClients prepare() {
    FakeClients clients = new FakeClients();
    prepared.add(clients);
    return clients;
  }

  private Clients next() {
    if (made.size() == prepared.size()) {
      prepare();
    }
    FakeClients clients = prepared.get(made.size());
    made.add(clients);
    return new Clients(clients.consumer, clients.producer);
  }

  private static long committedOffset(FakeClients clients) {
    Map<TopicPartition, OffsetAndMetadata> offsets =
        clients.producer.consumerGroupOffsetsHistory().get(0).values().iterator().next();
    return offsets.get(PARTITION).offset();
  }
}
