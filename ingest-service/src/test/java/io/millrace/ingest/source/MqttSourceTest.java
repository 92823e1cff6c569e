package io.millrace.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import io.millrace.events.SeriesEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Against a broker in this process. */
class MqttSourceTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  @TempDir static Path data;

  private static MqttBroker shared;

  private final RecordedDelivery delivery = new RecordedDelivery();
  private MqttBroker broker;
  private String client;
  private String topic;
  private Thread thread;

  @BeforeAll
  static void startBroker() throws IOException {
    shared = new MqttBroker(data.resolve("shared"), 0);
  }

  @AfterAll
  static void stopBroker() {
    shared.close();
  }

  @BeforeEach
  void name(TestInfo test) {
    broker = shared;
    client = test.getTestMethod().orElseThrow().getName();
    topic = client + "/1/temperature";
  }

  @AfterEach
  void stopSource() throws InterruptedException {
    if (thread != null) {
      thread.interrupt();
      thread.join(20_000);
      assertThat(thread.isAlive()).isFalse();
    }
  }

  private Source source(Map<String, String> more) {
    Map<String, String> keys = new HashMap<>();
    keys.put("mqtt.server", "tcp://127.0.0.1:" + broker.port());
    keys.put("mqtt.user", "me");
    keys.put("mqtt.password", "secret");
    keys.put("mqtt.client-id", client);
    keys.put("mqtt.topics.plant.filter", client + "/+/+");
    keys.put("mqtt.topics.plant.kind", "series");
    keys.put("mqtt.topics.plant.payload", "number");
    keys.put("mqtt.topics.plant.key", "plant-{2}");
    keys.put("mqtt.topics.plant.variate", "{3}");
    keys.putAll(more);
    return new MqttPlan(Configured.sources(keys).mqtt(), Keys.SOURCES)
        .source(delivery, Pace.system());
  }

  private void startSource() {
    thread = new Thread(new SourceLoop(source(Map.of()), Pace.system()), "source");
    thread.start();
    await().atMost(PATIENCE).until(() -> broker.isConnected(client));
  }

  private List<Double> values() {
    return delivery.events(SeriesEvent.class).stream()
        .map(event -> event.values().get("temperature"))
        .toList();
  }

  private void awaitValues(Double... expected) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(values()).contains(expected));
  }

  /** Until a message gets through, the broker may not have the subscription yet. */
  private void subscribed() throws InterruptedException {
    startSource();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              broker.publish(topic, MqttQos.AT_LEAST_ONCE, false, "0");
              return values().contains(0.0);
            });
  }

  @Test
  void numbersBecomeValuesOfASeries() throws Exception {
    subscribed();
    broker.publish(topic, MqttQos.AT_LEAST_ONCE, false, "21.5", "22");

    awaitValues(21.5, 22.0);
    assertThat(delivery.events(SeriesEvent.class))
        .extracting(SeriesEvent::series)
        .containsOnly("plant-1");
  }

  @Test
  void noTwoValuesHaveTheSameTime() throws Exception {
    subscribed();
    String[] many = IntStream.range(1, 501).mapToObj(Integer::toString).toArray(String[]::new);
    broker.publish(topic, MqttQos.AT_MOST_ONCE, false, many);

    awaitValues(500.0);
    assertThat(delivery.events(SeriesEvent.class))
        .extracting(SeriesEvent::at)
        .doesNotHaveDuplicates()
        .isSorted();
  }

  @Test
  void everyQualityOfServiceIsTaken() throws Exception {
    subscribed();
    for (MqttQos qos : MqttQos.values()) {
      broker.publish(topic, qos, false, Integer.toString(qos.getCode() + 1));
    }

    awaitValues(1.0, 2.0, 3.0);
  }

  @Test
  void whatArrivesWhileTheServiceIsAwayIsKeptForIt() throws Exception {
    subscribed();
    stopSource();
    await().atMost(PATIENCE).until(() -> !broker.isConnected(client));
    broker.publish(topic, MqttQos.AT_LEAST_ONCE, false, "1", "2");
    startSource();

    awaitValues(1.0, 2.0);
  }

  @Test
  void whatKafkaDidNotAcknowledgeIsNotAcknowledgedAndComesAgain() throws Exception {
    subscribed();
    delivery.fail(true);
    broker.publish(topic, MqttQos.AT_LEAST_ONCE, false, "1");
    await().atMost(PATIENCE).until(() -> !broker.isConnected(client));
    delivery.fail(false);

    awaitValues(1.0);
  }

  @Test
  void aLostConnectionIsMadeAgain() throws Exception {
    subscribed();
    broker.disconnect(client);
    broker.publish(topic, MqttQos.AT_LEAST_ONCE, false, "1");

    awaitValues(1.0);
  }

  @Test
  void aBrokerThatStartsAgainIsFoundAgain() throws Exception {
    Path own = data.resolve("own");
    broker = new MqttBroker(own, 0);
    subscribed();
    broker.close();
    try (MqttBroker again = new MqttBroker(own, broker.port())) {
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                again.publish(topic, MqttQos.AT_LEAST_ONCE, false, "1");
                return values().contains(1.0);
              });
    }
  }

  @Test
  void whatIsRefusedIsAcknowledgedOnceItIsFiled() throws Exception {
    subscribed();
    broker.publish(topic, MqttQos.AT_LEAST_ONCE, false, "warm", "2");
    awaitValues(2.0);
    stopSource();
    startSource();
    broker.publish(topic, MqttQos.AT_LEAST_ONCE, false, "3");
    awaitValues(3.0);

    assertThat(delivery.refused())
        .containsExactly(
            "warm | values.temperature: must be a finite number, is 'warm' (mqtt:" + topic + ")");
  }

  /** This broker does not say of a retained message that it is one: it counts as any other. */
  @Test
  void aRetainedMessageComesOnceThoughTheConnectionIsLost() throws Exception {
    broker.publish(client + "/2/temperature", MqttQos.AT_LEAST_ONCE, true, "7");
    subscribed();
    awaitValues(7.0);
    broker.disconnect(client);
    broker.publish(topic, MqttQos.AT_LEAST_ONCE, false, "1");
    awaitValues(1.0);

    assertThat(values()).containsOnlyOnce(7.0);
  }

  @Test
  void aWrongPasswordIsSaidByServerAndNotPrinted() {
    assertThatThrownBy(() -> source(Map.of("mqtt.password", "guess")).run())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("tcp://127.0.0.1:" + broker.port() + ": ")
        .hasMessageContaining("USER_NAME_OR_PASSWORD")
        .message()
        .doesNotContain("guess");
  }

  @Test
  void aServerThatIsNotThereIsSaid() {
    assertThatThrownBy(() -> source(Map.of("mqtt.server", "tcp://127.0.0.1:1")).run())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Connection refused");
  }
}
