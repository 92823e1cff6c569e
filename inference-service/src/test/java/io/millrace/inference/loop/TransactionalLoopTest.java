package io.millrace.inference.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
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

  private final Echo echo = new Echo();
  private final List<FakeClients> made = new CopyOnWriteArrayList<>();
  private final List<Committed<Echo.Said>> committed = new CopyOnWriteArrayList<>();
  private final List<RuntimeException> failed = new CopyOnWriteArrayList<>();
  private volatile String closed;
  private volatile RuntimeException listening;
  private final List<FakeClients> prepared = new ArrayList<>();
  private final LoopListener<Echo.Said> listener =
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
  private final TransactionalLoop<Echo.Said> loop =
      new TransactionalLoop<>(
          "text-events",
          this::next,
          echo,
          new LoopSettings(2, Duration.ofSeconds(1), "this-life", new Turns()),
          () -> Optional.ofNullable(closed),
          new Backoff(Duration.ofMillis(1), Duration.ofMillis(5)),
          listener,
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
    assertThat(commits(clients)).containsExactly("5 attempts=1 life=this-life until=6", "7 ");
    assertThat(clients.producer.history()).hasSize(2);
    assertThat(loop.state()).isEqualTo(new LoopState.Running());
  }

  @Test
  void aFailedCommitIsAbortedAndTheBatchComesAgain() {
    FakeClients clients = prepare();
    failCommits(clients, new CommitFailedException("rebalanced"));
    List<Long> positions = new CopyOnWriteArrayList<>();
    clients.consumer.schedulePollTask(
        () -> {
          positions.add(clients.consumer.position(PARTITION));
          echo.onHandle = () -> {};
          clients.producer.commitTransactionException = null;
          clients.addRecords();
        });

    thread.start();

    await().until(() -> committed.size() == 1);
    assertThat(clients.producer.transactionAborted()).isFalse(); // the last one is committed
    assertThat(positions).containsExactly(5L);
    assertThat(failed).hasSize(1);
    assertThat(commits(clients))
        .containsExactly(
            "5 attempts=1 life=this-life until=6", "5 attempts=1 life=this-life until=6", "7 ");
    assertThat(clients.producer.history()).hasSize(2);
    assertThat(made).hasSize(1);
  }

  @Test
  void aPollThatWouldTakeTooLongIsCutAndItsRestComesAgain() {
    FakeClients clients = prepare();
    echo.expected = Duration.ofMillis(900); // of the 1 s that a batch may take
    clients.consumer.schedulePollTask(
        () -> {
          assertThat(clients.consumer.position(PARTITION)).isEqualTo(6);
          clients.consumer.addRecord(Records.text(6, "six"));
        });

    thread.start();

    await().until(() -> committed.size() == 2);
    assertThat(echo.batches).containsExactly(List.of(5L), List.of(6L));
    assertThat(committed).extracting(Committed::polled).containsExactly(2, 1);
    assertThat(commits(clients))
        .containsExactly(
            "5 attempts=1 life=this-life until=6", "6 attempts=1 life=this-life until=6", "7 ");
  }

  @Test
  void aRecordThatTwoLivesHaveNotOutlivedIsRefusedUnread() {
    FakeClients clients = prepare();
    clients.metadata = "attempts=2 life=the-last until=6";
    clients.consumer.schedulePollTask(() -> clients.consumer.addRecord(Records.text(6, "six")));

    thread.start();

    await().until(() -> committed.size() == 2);
    assertThat(echo.refused).containsExactly(5L);
    assertThat(echo.batches).containsExactly(List.of(6L));
    assertThat(clients.producer.history())
        .extracting(ProducerRecord::topic)
        .containsExactly("refused", "out");
    assertThat(commits(clients)).containsExactly("6 attempts=1 life=this-life until=6", "7 ");
  }

  @Test
  void afterALifeThatDidNotGetPastRecordsAreTakenOneByOne() {
    FakeClients clients = prepare();
    clients.metadata = "attempts=1 life=the-last until=6";
    clients.consumer.schedulePollTask(() -> clients.consumer.addRecord(Records.text(6, "six")));

    thread.start();

    await().until(() -> committed.size() == 2);
    assertThat(echo.batches).containsExactly(List.of(5L), List.of(6L));
    assertThat(commits(clients))
        .containsExactly(
            "5 attempts=2 life=this-life until=6", "6 attempts=1 life=this-life until=6", "7 ");
  }

  @Test
  void whileTheGateIsClosedNothingIsPolledAndTheRecordsWait() {
    FakeClients clients = prepare();
    closed = "memory is short";

    thread.start();

    await().until(() -> loop.state().equals(new LoopState.Paused("memory is short")));
    await().until(() -> clients.consumer.paused().contains(PARTITION));
    clients.consumer.schedulePollTask(() -> closed = null);
    await().until(() -> loop.state().equals(new LoopState.Running()));
    assertThat(clients.consumer.paused()).isEmpty();
  }

  @Test
  void aPartitionWithoutACommittedOffsetGoesBackToWhereItWasPolled() {
    FakeClients clients = new FakeClients();
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("latest");
    TopicPartition quiet = new TopicPartition("text-events", 1);
    consumer.assign(List.of(PARTITION, quiet));
    consumer.updateBeginningOffsets(Map.of(PARTITION, 2L, quiet, 0L));
    consumer.seek(PARTITION, 9);
    consumer.seek(quiet, 4);

    new Clients(consumer, clients.producer).rewind(Map.of(PARTITION, 7L));

    assertThat(consumer.position(PARTITION)).isEqualTo(7);
    assertThat(consumer.position(quiet)).isEqualTo(4);
  }

  @Test
  void onlyAPartitionOfWhichRecordsAreInHandIsMarked() {
    FakeClients clients = prepare();
    TopicPartition other = new TopicPartition("text-events", 1);
    clients.others.add(other);
    echo.expected = Duration.ofMillis(900); // of the 1 s that a batch may take

    thread.start();

    await().until(() -> committed.size() >= 1);
    assertThat(clients.producer.consumerGroupOffsetsHistory().get(0).values().iterator().next())
        .containsOnlyKeys(PARTITION);
  }

  @Test
  void aStopInTheMiddleOfCareIsNoAttempt() throws InterruptedException {
    FakeClients clients = prepare();
    clients.metadata = "attempts=1 life=the-last until=900";
    List<Long> grouped = new CopyOnWriteArrayList<>();
    clients.consumer.schedulePollTask(
        () -> { // as the broker would, once the producer has committed
          OffsetAndMetadata attempt =
              new OffsetAndMetadata(6, "attempts=1 life=this-life until=900");
          clients.consumer.commitSync(Map.of(PARTITION, attempt));
          grouped.add(attempt.offset());
        });
    thread.start();
    await().until(() -> !grouped.isEmpty());

    loop.stop();
    thread.join(10_000);

    assertThat(commits(clients))
        .containsExactly(
            "5 attempts=2 life=this-life until=900", "6 attempts=1 life=this-life until=900", "6 ");
  }

  @Test
  void careOutlastsACommitThatFails() {
    FakeClients clients = prepare();
    clients.metadata = "attempts=1 life=the-last until=6";
    failCommits(clients, new CommitFailedException("rebalanced"));
    clients.consumer.schedulePollTask(
        () -> {
          echo.onHandle = () -> {};
          clients.producer.commitTransactionException = null;
          clients.addRecords();
        });

    thread.start();

    await().until(() -> committed.size() == 1);
    assertThat(echo.batches).containsExactly(List.of(5L), List.of(5L));
  }

  @Test
  void aListenerThatFailsChangesNothing() {
    FakeClients clients = prepare();
    listening = new IllegalStateException("no disk for metrics");

    thread.start();

    await().until(() -> commits(clients).size() == 2);
    assertThat(commits(clients)).last().isEqualTo("7 ");
    await().until(() -> loop.state().equals(new LoopState.Running()));
    assertThat(failed).isEmpty();
  }

  @Test
  void recordsOfAPartitionThatCameWhileTheGateWasClosedWait() {
    FakeClients clients = prepare();
    closed = "memory is short";
    clients.consumer.schedulePollTask(
        () -> {
          assertThat(clients.consumer.position(PARTITION)).isEqualTo(5);
          closed = null;
        });
    clients.consumer.schedulePollTask(clients::addRecords);

    thread.start();

    await().until(() -> committed.size() == 1);
    assertThat(echo.batches).containsExactly(List.of(5L, 6L));
  }

  @Test
  void aFencedProducerAndItsConsumerAreClosedAndMadeAnew() {
    FakeClients fenced = prepare();
    failCommits(fenced, new ProducerFencedException("a newer epoch"));
    FakeClients fresh = prepare();

    thread.start();

    await().until(() -> committed.size() == 1);
    assertThat(fenced.producer.closed()).isTrue();
    assertThat(fenced.consumer.closed()).isTrue();
    assertThat(commits(fenced)).containsExactly("5 attempts=1 life=this-life until=6");
    assertThat(fresh.producer.transactionInitialized()).isTrue();
    assertThat(commits(fresh)).containsExactly("5 attempts=1 life=this-life until=6", "7 ");
  }

  @Test
  void aCommitOfUnknownOutcomeIsLeftToNewClientsToSettle() {
    FakeClients unknown = prepare();
    failCommits(unknown, new TimeoutException("no answer"));
    FakeClients fresh = prepare();

    thread.start();

    await().until(() -> committed.size() == 1);
    assertThat(unknown.producer.closed()).isTrue();
    assertThat(commits(fresh)).containsExactly("5 attempts=1 life=this-life until=6", "7 ");
  }

  @Test
  void anAbortThatFailsCallsForNewClients() {
    FakeClients broken = prepare();
    failCommits(broken, new KafkaException("abortable"));
    broken.producer.abortTransactionException = new KafkaException("not even that");
    FakeClients fresh = prepare();

    thread.start();

    await().until(() -> committed.size() == 1);
    assertThat(broken.consumer.closed()).isTrue();
    assertThat(commits(fresh)).containsExactly("5 attempts=1 life=this-life until=6", "7 ");
  }

  @Test
  void aModelThatCannotRunCommitsNothingAndIsTriedAgain() {
    FakeClients clients = prepare();
    echo.always = new IllegalStateException("the model is closed");
    clients.consumer.schedulePollTask(
        () -> {
          echo.always = null;
          clients.addRecords();
        });

    thread.start();

    await().until(() -> committed.size() == 1);
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

  /** The clients made first: their next batch is handled, and its commit fails. */
  private void failCommits(FakeClients clients, RuntimeException failure) {
    echo.onHandle =
        () -> {
          if (made.size() == 1) {
            clients.producer.commitTransactionException = failure;
          }
        };
  }

  /** Offset and metadata of each commit. */
  private static List<String> commits(FakeClients clients) {
    return clients.producer.consumerGroupOffsetsHistory().stream()
        .map(commit -> commit.values().iterator().next().get(PARTITION))
        .map(offset -> offset.offset() + " " + offset.metadata())
        .toList();
  }
}
