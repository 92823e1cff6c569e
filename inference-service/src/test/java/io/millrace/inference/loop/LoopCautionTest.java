package io.millrace.inference.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What the loop does with too much, with what is suspect, and while the gate is closed. */
class LoopCautionTest extends LoopRunning {

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
}
