package io.millrace.releases.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.events.InvalidEventException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicFollowerTest {

  private static final Duration LONG = Duration.ofSeconds(10);

  private volatile FakeTopic topic = new FakeTopic("settings");
  private final List<String> followed = new CopyOnWriteArrayList<>();
  private final AtomicInteger consumersMade = new AtomicInteger();
  private final AtomicInteger refusedConsumers = new AtomicInteger();
  private final AtomicInteger refusedStarts = new AtomicInteger();
  private final AtomicInteger refusedPolls = new AtomicInteger();
  private final AtomicInteger polls = new AtomicInteger();
  private final TopicFollower follower =
      new TopicFollower(
          "settings",
          this::consumer,
          new TopicFollower.Handler() {
            @Override
            public void follow(ConsumerRecord<byte[], byte[]> record) {
              followed.add(told(record));
            }

            @Override
            public void caughtUp() {
              if (refusedStarts.getAndDecrement() > 0) {
                throw new KafkaException("not yet");
              }
              followed.add("caught up");
            }

            @Override
            public void polled() {
              if (refusedPolls.getAndDecrement() > 0) {
                throw new KafkaException("not now");
              }
              polls.incrementAndGet();
            }
          },
          new Backoff(Duration.ofMillis(1), Duration.ofMillis(5)),
          Logger.getLogger(TopicFollowerTest.class));
  private final Thread thread = new Thread(follower);

  @AfterEach
  void stop() throws InterruptedException {
    follower.stop();
    thread.join(10_000);
    assertThat(thread.isAlive()).isFalse();
  }

  @Test
  void whatIsThereIsReadBeforeAnybodyGoesOn() {
    topic.append("a", bytes("1"));
    topic.append("b", bytes("1"));
    topic.append("a", bytes("2"));

    thread.start();

    assertThat(follower.progress().awaitCaughtUp(LONG)).isTrue();
    assertThat(followed).containsExactly("b 1", "a 2", "caught up");
  }

  @Test
  void whatComesLaterIsFollowedWhenItComes() {
    thread.start();
    assertThat(follower.progress().awaitCaughtUp(LONG)).isTrue();

    long offset = topic.append("a", null);

    assertThat(follower.progress().awaitFollowed(topic.partition, offset, LONG)).isTrue();
    assertThat(followed).containsExactly("caught up", "a ended");
  }

  @Test
  void aBadRecordIsPassedOver() {
    topic.append("a", bytes("bad"));
    topic.append("b", bytes("worse"));
    topic.append("c", bytes("1"));

    thread.start();

    assertThat(follower.progress().awaitCaughtUp(LONG)).isTrue();
    assertThat(followed).containsExactly("c 1", "caught up");
    assertThat(follower.death()).isEmpty();
  }

  @Test
  void aBrokerThatIsAwayAtTheStartIsWaitedFor() {
    topic.append("a", bytes("1"));
    refusedConsumers.set(3);

    thread.start();

    assertThat(follower.progress().awaitCaughtUp(LONG)).isTrue();
    assertThat(followed).containsExactly("a 1", "caught up");
  }

  @Test
  void aBrokerThatGoesAwayLaterCostsNoRecordAndRepeatsNone() {
    topic.append("a", bytes("1"));
    thread.start();
    assertThat(follower.progress().awaitCaughtUp(LONG)).isTrue();

    topic.current().setPollException(new KafkaException("the broker is away"));
    long offset = topic.append("a", bytes("2"));

    assertThat(follower.progress().awaitFollowed(topic.partition, offset, LONG)).isTrue();
    assertThat(followed).containsExactly("a 1", "caught up", "a 2");
  }

  @Test
  void nobodyGoesOnBeforeTheHandlerIsReady() {
    refusedStarts.set(2);

    thread.start();

    assertThat(follower.progress().awaitCaughtUp(LONG)).isTrue();
    assertThat(followed).containsExactly("caught up");
  }

  @Test
  void aTopicThatDoesNotExistYetIsWaitedFor() {
    FakeTopic created = topic;
    topic = FakeTopic.missing("settings");
    thread.start();
    await().until(() -> consumersMade.get() > 1);
    assertThat(follower.progress().isCaughtUp()).isFalse();
    created.append("a", bytes("1"));

    topic = created;

    assertThat(follower.progress().awaitCaughtUp(LONG)).isTrue();
    assertThat(followed).containsExactly("a 1", "caught up");
  }

  @Test
  void theHandlerMayTryAgainAfterEveryPoll() {
    topic.append("a", bytes("1"));
    refusedPolls.set(1);

    thread.start();

    await().until(() -> polls.get() > 1);
    assertThat(followed).containsExactly("a 1", "caught up");
  }

  @Test
  void whoWaitsInVainIsToldSo() {
    refusedConsumers.set(Integer.MAX_VALUE);
    thread.start();

    boolean caughtUp = follower.progress().awaitCaughtUp(Duration.ofMillis(20));

    assertThat(caughtUp).isFalse();
    assertThat(follower.progress().isCaughtUp()).isFalse();
  }

  @Test
  void anErrorEndsItAndItSaysSo() {
    topic.append("a", bytes("deadly"));
    thread.setUncaughtExceptionHandler((dead, error) -> {});

    thread.start();

    await().until(() -> !thread.isAlive());
    assertThat(follower.death()).contains("java.lang.OutOfMemoryError: heap");
  }

  private Consumer<byte[], byte[]> consumer() {
    consumersMade.incrementAndGet();
    if (refusedConsumers.getAndDecrement() > 0) {
      throw new KafkaException("no broker");
    }
    return topic.consumer();
  }

  private static String told(ConsumerRecord<byte[], byte[]> record) {
    String value = record.value() == null ? "ended" : new String(record.value(), UTF_8);
    switch (value) {
      case "bad" -> throw new InvalidEventException("value", "is bad");
      case "worse" -> throw new IllegalStateException("the disk is full");
      case "deadly" -> throw new OutOfMemoryError("heap");
      default -> {}
    }
    return new String(record.key(), UTF_8) + " " + value;
  }

  private static byte[] bytes(String value) {
    return value.getBytes(UTF_8);
  }
}
