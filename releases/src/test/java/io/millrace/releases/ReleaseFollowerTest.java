package io.millrace.releases;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.events.EventJson;
import io.millrace.events.ModelRelease;
import io.millrace.events.ModelRelease.Role;
import io.millrace.events.ModelRelease.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReleaseFollowerTest {

  private static final TopicPartition PARTITION = new TopicPartition("model-releases", 0);

  /** The topic, from which every new consumer reads. */
  private final List<ConsumerRecord<byte[], byte[]>> topic = new ArrayList<>();

  private volatile boolean topicExists = true;
  private final List<String> followed = new CopyOnWriteArrayList<>();
  private final List<MockConsumer<byte[], byte[]>> consumers = new CopyOnWriteArrayList<>();
  private final ReleaseFollower follower =
      new ReleaseFollower(
          this::consumer,
          new Releases() {
            @Override
            public void release(ModelRelease release) {
              followed.add(release.slot().key() + " " + release.version());
            }

            @Override
            public void resume(ModelRelease release) {
              if (release.model().equals("deadly")) {
                throw new OutOfMemoryError("heap");
              }
              if (release.model().equals("unsound")) {
                throw new IllegalStateException("the disk is full");
              }
              followed.add(release.slot().key() + " " + release.version() + " again");
            }

            @Override
            public void withdraw(Slot slot) {
              followed.add(slot.key() + " withdrawn");
            }

            @Override
            public void tryAgain() {}
          },
          new Backoff(Duration.ofMillis(1), Duration.ofMillis(5)),
          Logger.getLogger(ReleaseFollowerTest.class));
  private final Thread thread = new Thread(follower);

  @AfterEach
  void stop() throws InterruptedException {
    follower.stop();
    thread.join(10_000);
    assertThat(thread.isAlive()).isFalse();
  }

  @Test
  void ofEachSlotTheLastReleaseIsFollowedInTheOrderOfTheTopic() {
    release("triage", "1", Role.SERVING);
    release("tone", "1", Role.SERVING);
    release("triage", "2", Role.SERVING);
    release("triage", "3", Role.SHADOW);

    thread.start();

    await().until(() -> follower.caughtUp().getCount() == 0);
    assertThat(followed).containsExactly("tone 1 again", "triage 2 again", "triage/shadow 3 again");
  }

  @Test
  void whatIsReleasedLaterIsFollowedWhenItComesAndATombstoneWithdraws() {
    release("triage", "1", Role.SERVING);
    thread.start();
    await().until(() -> follower.caughtUp().getCount() == 0);

    release("triage", "2", Role.SERVING);
    add("triage/shadow", null);
    deliver();

    await().until(() -> followed.size() == 3);
    assertThat(followed).containsExactly("triage 1 again", "triage 2", "triage/shadow withdrawn");
  }

  @Test
  void whatIsNoReleaseIsPassedOver() {
    add("triage", "{\"model\":\"triage\"}".getBytes(UTF_8));
    add("tone", EventJson.write(release("other", "1")));
    add(null, EventJson.write(release("triage", "1")));
    release("sound", "2", Role.SERVING);

    thread.start();

    await().until(() -> follower.caughtUp().getCount() == 0);
    assertThat(followed).containsExactly("sound 2 again");
  }

  @Test
  void oneThatCannotBeFollowedHoldsUpNoOther() {
    release("unsound", "1", Role.SERVING);
    release("sound", "2", Role.SERVING);

    thread.start();

    await().until(() -> follower.caughtUp().getCount() == 0);
    assertThat(followed).containsExactly("sound 2 again");
    assertThat(consumers).hasSize(1);
    assertThat(follower.death()).isEmpty();
  }

  @Test
  void anErrorEndsItAndItSaysSo() {
    release("deadly", "1", Role.SERVING);
    thread.setUncaughtExceptionHandler((dead, error) -> {});

    thread.start();

    await().until(() -> !thread.isAlive());
    assertThat(follower.death()).contains("java.lang.OutOfMemoryError: heap");
  }

  @Test
  void aBrokerThatGoesAwayIsWaitedForAndNothingIsFollowedTwice() {
    release("triage", "1", Role.SERVING);
    thread.start();
    await().until(() -> follower.caughtUp().getCount() == 0);

    consumers.get(0).setPollException(new KafkaException("the broker is away"));
    await().until(() -> consumers.size() == 2);
    release("triage", "2", Role.SERVING);
    deliver();

    await().until(() -> followed.size() == 2);
    assertThat(followed).containsExactly("triage 1 again", "triage 2");
  }

  @Test
  void aTopicThatDoesNotExistYetIsWaitedFor() {
    topicExists = false;
    thread.start();
    await().until(() -> consumers.size() > 1);
    assertThat(follower.caughtUp().getCount()).isEqualTo(1);

    release("triage", "1", Role.SERVING);
    topicExists = true;

    await().until(() -> follower.caughtUp().getCount() == 0);
    assertThat(followed).containsExactly("triage 1 again");
  }

  private void release(String model, String version, Role role) {
    ModelRelease release =
        new ModelRelease(model, version, "file:/bundles", "0".repeat(64), Instant.EPOCH, role);
    add(release.slot().key(), EventJson.write(release));
  }

  private static ModelRelease release(String model, String version) {
    return new ModelRelease(
        model, version, "file:/bundles", "0".repeat(64), Instant.EPOCH, Role.SERVING);
  }

  private void add(String key, byte[] value) {
    synchronized (topic) {
      topic.add(
          new ConsumerRecord<>(
              PARTITION.topic(),
              PARTITION.partition(),
              topic.size(),
              key == null ? null : key.getBytes(UTF_8),
              value));
    }
  }

  private Consumer<byte[], byte[]> consumer() {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    Node node = new Node(0, "127.0.0.1", 1);
    consumer.updatePartitions(
        PARTITION.topic(),
        topicExists
            ? List.of(
                new PartitionInfo(PARTITION.topic(), 0, node, new Node[] {node}, new Node[] {node}))
            : List.of());
    consumer.updateBeginningOffsets(new HashMap<>(Map.of(PARTITION, 0L)));
    synchronized (topic) {
      consumer.updateEndOffsets(new HashMap<>(Map.of(PARTITION, (long) topic.size())));
    }
    consumers.add(consumer);
    deliver();
    return consumer;
  }

  /** To the latest consumer, what it has not been given. */
  private void deliver() {
    MockConsumer<byte[], byte[]> consumer = consumers.get(consumers.size() - 1);
    consumer.schedulePollTask(
        () -> {
          synchronized (topic) {
            for (ConsumerRecord<byte[], byte[]> record : topic) {
              if (record.offset() >= consumer.position(PARTITION)) {
                consumer.addRecord(record);
              }
            }
          }
        });
  }
}
