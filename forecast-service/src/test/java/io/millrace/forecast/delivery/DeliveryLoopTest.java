package io.millrace.forecast.delivery;

import static io.millrace.forecast.delivery.Alerts.NOON;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.events.Rejection;
import io.millrace.forecast.delivery.FakeHook.Heard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryLoopTest {

  private static final SigningKey KEY = SigningKey.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  private static final Duration TIMEOUT = Duration.ofMillis(400);
  private static final Jitter QUICK = new Jitter(Duration.ofMillis(5), Duration.ofMillis(50));

  private final FakeAlertTopic topic = new FakeAlertTopic();
  private final List<Rejection> rejected = Collections.synchronizedList(new ArrayList<>());
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private FakeHook hook;
  private Rejections rejections = rejected::addAll;
  private DeliveryLoop loop;
  private Thread thread;

  @BeforeEach
  void startHook() throws IOException {
    hook = new FakeHook();
    topic.commit(0);
  }

  @AfterEach
  void stopAll() throws InterruptedException {
    stop();
    hook.close();
  }

  @Test
  void everyChangeArrivesAsItIsOnTheTopicAndSigned() {
    topic.append(Alerts.firing("a", 1));
    topic.append(Alerts.firing("b", 1));
    topic.append(Alerts.resolved("a", 2));

    start(webhook());

    await().until(() -> hook.heard().size() == 3);
    assertThat(hook.heard())
        .extracting(Heard::body)
        .containsExactlyInAnyOrderElementsOf(
            topic.records().stream().map(each -> each.value()).toList());
    for (Heard heard : hook.heard()) {
      Instant at = Instant.ofEpochSecond(Long.parseLong(heard.header(Webhook.TIMESTAMP)));
      String id = heard.header(Webhook.ID);
      assertThat(heard.header(Webhook.SIGNATURE)).isEqualTo(KEY.signature(id, at, heard.body()));
    }
    await().until(() -> topic.committed() == 3);
  }

  @Test
  void whoAnswers500HangsAndIsBusyGetsAllInOrderAndKnowsRepeats() {
    AtomicInteger requests = new AtomicInteger();
    hook.answer(
        exchange -> {
          int number = requests.incrementAndGet();
          if (number % 5 == 0) {
            hook.awaitClose();
          }
          exchange.sendResponseHeaders(number % 2 == 0 ? 204 : number % 3 == 0 ? 429 : 500, -1);
        });
    for (int sequence = 1; sequence <= 8; sequence++) {
      topic.append(Alerts.firing("a", sequence));
      topic.append(Alerts.firing("b", sequence));
    }

    start(webhook());

    await().until(() -> topic.committed() == 16);
    List<String> taken =
        hook.heard().stream()
            .filter(heard -> heard.status() == 204)
            .map(heard -> heard.header(Webhook.ID))
            .toList();
    assertThat(taken).hasSize(16).doesNotHaveDuplicates();
    assertThat(taken.stream().filter(id -> id.contains("a")).toList())
        .isSortedAccordingTo(String::compareTo);
    Map<String, List<byte[]>> bodies =
        hook.heard().stream()
            .collect(groupingBy(heard -> heard.header(Webhook.ID), mapping(Heard::body, toList())));
    assertThat(bodies).hasSize(16);
    assertThat(bodies.values())
        .allSatisfy(
            same -> assertThat(same).allSatisfy(each -> assertThat(each).isEqualTo(same.get(0))));
    assertThat(registry.get("millrace.alerts.delivered").counter().count()).isEqualTo(16);
    assertThat(registry.get("millrace.alerts.retried").counter().count()).isGreaterThan(4);
  }

  @Test
  void whatWasDeliveredIsNotToldAgainAfterARestart() throws InterruptedException {
    topic.append(Alerts.firing("a", 1));
    start(webhook());
    await().until(() -> hook.heard().size() == 1);
    stop();
    topic.append(Alerts.resolved("a", 2));

    start(webhook());

    await().until(() -> topic.committed() == 2);
    assertThat(hook.heard()).hasSize(2);
  }

  @Test
  void aNewReceiverIsToldWhatIsWrittenFromItsStartOn() {
    FakeAlertTopic fresh = new FakeAlertTopic();
    for (int sequence = 1; sequence <= 10; sequence++) {
      fresh.append(Alerts.firing("a", sequence));
    }

    start(webhook(), fresh, from(FakeAlertTopic.writtenAt(6).plusMillis(500)));

    await().until(() -> fresh.committed() == 10);
    assertThat(hook.heard()).hasSize(3);
  }

  @Test
  void alertmanagerIsToldAgainWhatFiredBeforeARestartAndNoHistory() {
    topic.append(Alerts.firing("over", 1));
    topic.append(Alerts.firing("still", 1));
    topic.append(Alerts.resolved("over", 2));
    topic.append(Alerts.firing("ends", 1));
    topic.append(Alerts.resolved("ends", 2));
    topic.commit(4);

    start(alertmanager());

    await().until(() -> topic.committed() == 5 && posted("still") > 0);
    assertThat(posted("over")).isZero();
    assertThat(posted("ends")).isBetween(1L, 2L); // its end, and that it fires before that
    await().until(() -> registry.get("millrace.alerts.firing").gauge().value() == 1);
  }

  @Test
  void whatIsRefusedIsKeptElsewhereAndNotPassedBeforeItIs() {
    AtomicInteger writes = new AtomicInteger();
    rejections =
        refused -> {
          if (writes.incrementAndGet() == 1) {
            throw new KafkaException("away");
          }
          rejected.addAll(refused);
        };
    hook.answer(exchange -> exchange.sendResponseHeaders(422, -1));
    topic.append(Alerts.firing("a", 1));

    start(webhook());

    await().until(() -> topic.committed() == 1);
    assertThat(rejected)
        .containsExactly(Refusal.of(topic.records().get(0), "hook: the receiver answered 422"));
    assertThat(hook.heard()).hasSize(2);
  }

  @Test
  void whatIsUnderWayIsAnsweredBeforeAPartitionGoesToAnother() {
    CountDownLatch answer = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    hook.answer(
        exchange -> {
          asked.incrementAndGet();
          await().until(() -> answer.getCount() == 0);
          exchange.sendResponseHeaders(204, -1);
        });
    topic.append(Alerts.firing("a", 1));
    start(new Webhook("hook", endpoint(Duration.ofSeconds(20)), List.of(KEY), 4));
    await().until(() -> asked.get() == 1);

    topic.takeAway();
    answer.countDown();

    await().until(() -> topic.committed() == 1);
    assertThat(asked).hasValue(1);
  }

  @Test
  void whatWaitsIsCountedAndItsAgeTold() {
    hook.answer(exchange -> exchange.sendResponseHeaders(503, -1));
    topic.append(Alerts.firing("a", 1));
    topic.append(Alerts.firing("b", 1));

    start(webhook(), topic, from(NOON.plusSeconds(100)));

    await()
        .untilAsserted(
            () -> {
              assertThat(registry.get("millrace.alerts.undelivered").gauge().value()).isEqualTo(2);
              assertThat(registry.get("millrace.alerts.oldest.undelivered.seconds").gauge().value())
                  .isBetween(100.0, 130.0);
            });
  }

  /** A clock that goes on from then. */
  private static Clock from(Instant then) {
    return Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), then));
  }

  private long posted(String key) {
    return hook.heard().stream()
        .filter(heard -> tree(heard).findValuesAsText("key").contains(key))
        .count();
  }

  private static JsonNode tree(Heard heard) {
    try {
      return new ObjectMapper().readTree(heard.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Receiver webhook() {
    return new Webhook("hook", endpoint(TIMEOUT), List.of(KEY), 4);
  }

  private Receiver alertmanager() {
    return new Alertmanager("hook", endpoint(TIMEOUT), Duration.ofMinutes(1), null);
  }

  private Endpoint endpoint(Duration timeout) {
    return new Endpoint(hook.uri(), Map.of(), timeout);
  }

  private void start(Receiver receiver) {
    start(receiver, topic, Clock.systemUTC());
  }

  private void start(Receiver receiver, FakeAlertTopic from, Clock clock) {
    loop =
        new DeliveryLoop(
            receiver,
            QUICK,
            from::consumer,
            HttpTransport.create(),
            refused -> rejections.write(refused),
            new DeliveryReport(registry, receiver.name(), clock),
            new SplittableRandom(3),
            clock);
    thread = new Thread(loop, "delivery");
    thread.start();
  }

  private void stop() throws InterruptedException {
    loop.stop();
    thread.join();
  }
}
