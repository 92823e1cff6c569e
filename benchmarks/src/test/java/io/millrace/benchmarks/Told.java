package io.millrace.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.events.Alert;
import io.millrace.events.EventJson;
import io.millrace.events.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What the services tell on a secured broker, as its administrator sees it. */
record Told(SecuredStack stack) {

  private static final Set<String> TOPICS =
      Set.of(Topics.INFERENCES, Topics.FORECASTS, Topics.ALERTS);

  /**
   * Waits for an inference, a forecast and an alert of each rule.
   *
   * @return the {@code traceparent} of an alert by its rule; empty: it has none
   */
  Map<String, String> awaitAlerts(String... rules) {
    Map<String, Object> settings = new HashMap<>(stack.byPassword(SecuredStack.ADMINISTRATOR));
    settings.put("isolation.level", "read_committed");
    settings.put("auto.offset.reset", "earliest");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(
          TOPICS.stream()
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList());
      Map<String, String> alerts = new HashMap<>();
      Set<String> seen = new TreeSet<>();
      await("all of " + TOPICS)
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(10))
          .untilAsserted(
              () -> {
                for (ConsumerRecord<byte[], byte[]> record :
                    consumer.poll(Duration.ofMillis(100))) {
                  assertThat(new String(record.value(), UTF_8)).startsWith("{");
                  seen.add(record.topic());
                  if (record.topic().equals(Topics.ALERTS)) {
                    String rule = EventJson.read(Alert.class, record.value()).rule();
                    alerts.put(rule, traceparent(record));
                  }
                }
                assertThat(seen).containsExactlyInAnyOrderElementsOf(TOPICS);
                assertThat(alerts).containsOnlyKeys(rules);
              });
      return alerts;
    }
  }

  private static String traceparent(ConsumerRecord<byte[], byte[]> record) {
    Header header = record.headers().lastHeader("traceparent");
    return header == null ? "" : new String(header.value(), UTF_8);
  }
}
