package io.millrace.inference.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class TransactionalLoopTest extends LoopRunning {

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
}
