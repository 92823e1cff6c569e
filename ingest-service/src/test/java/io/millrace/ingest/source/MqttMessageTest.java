package io.millrace.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.events.InvalidEventException;
import io.millrace.events.SeriesEvent;
import io.millrace.events.TextEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MqttMessageTest {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  private static MqttRule rule(String... keysAndValues) {
    Map<String, String> keys = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      keys.put("mqtt.topics.x." + keysAndValues[i], keysAndValues[i + 1]);
    }
    return MqttRule.of(Configured.sources(keys).mqtt().topics().get("x"), Keys.SOURCES);
  }

  private static MqttRule numbers() {
    return rule(
        "filter",
        "plant/+/+",
        "kind",
        "series",
        "payload",
        "number",
        "key",
        "plant-{2}",
        "variate",
        "{3}");
  }

  private static MqttRule texts() {
    return rule("filter", "log/#", "kind", "text");
  }

  private static MqttMessage message(MqttRule rule, String topic, String payload, Instant arrival) {
    return new MqttMessage(rule, topic, payload.getBytes(UTF_8), false, arrival);
  }

  private static TextEvent text(String json, Instant arrival) {
    return (TextEvent) message(texts(), "log/a", json, arrival).read();
  }

  @Test
  void aNumberIsTheValueOfAVariateWhenItArrives() {
    MqttMessage message = message(numbers(), "plant/1/temperature", " 21.5\n", NOON);

    assertThat(message.read())
        .isEqualTo(
            new SeriesEvent(
                "plant-1",
                NOON,
                0,
                SeriesEvent.Kind.OBSERVED,
                Map.of("temperature", 21.5),
                Map.of()));
  }

  @ParameterizedTest
  @CsvSource({"NaN", "21.5 °C", "{}", "''"})
  void whatIsNoNumberIsRefusedByTopic(String payload) {
    MqttMessage message = message(numbers(), "plant/1/temperature", payload, NOON);

    assertThatThrownBy(message::read)
        .isInstanceOf(InvalidEventException.class)
        .hasMessage(
            "values.temperature: must be a finite number, is '"
                + payload
                + "' (mqtt:plant/1/temperature)");
  }

  @Test
  void anEventIsWhatHttpTakes() {
    TextEvent event =
        text(
            "{\"id\":\"7\",\"source\":\"s\",\"at\":\"2026-01-31T11:00:00Z\",\"text\":\"t\",\"attributes\":{\"a\":\"b\"}}",
            NOON);

    assertThat(event)
        .isEqualTo(
            new TextEvent("7", "s", Instant.parse("2026-01-31T11:00:00Z"), "t", Map.of("a", "b")));
  }

  @Test
  void theKeyIsTakenFromTheTopic() {
    MqttRule rule = rule("filter", "plant/+/log", "kind", "text", "key", "{2}");
    MqttMessage message = message(rule, "plant/7/log", "{\"text\":\"t\"}", NOON);

    assertThat(((TextEvent) message.read()).source()).isEqualTo("7");
  }

  @Test
  void anEventThatNamesAnotherKeyThanItsTopicIsRefused() {
    MqttRule rule = rule("filter", "plant/+/log", "kind", "series", "key", "{2}");
    MqttMessage message = message(rule, "plant/7/log", "{\"series\":\"8\",\"values\":{}}", NOON);

    assertThatThrownBy(message::read)
        .hasMessage("series: must be 7 as the topic says, is '8' (mqtt:plant/7/log)");
  }

  @Test
  void ofAMessageWithATimeOfItsOwnTheIdIsTheSameWheneverItArrives() {
    String json = "{\"source\":\"s\",\"at\":\"2026-01-31T11:00:00Z\",\"text\":\"t\"}";

    assertThat(text(json, NOON)).isEqualTo(text(json, NOON.plusSeconds(60)));
  }

  @Test
  void ofAMessageWithoutATimeTheIdIsThatOfItsArrival() {
    String json = "{\"source\":\"s\",\"text\":\"t\"}";

    assertThat(text(json, NOON)).isEqualTo(text(json, NOON));
    assertThat(text(json, NOON).at()).isEqualTo(NOON);
    assertThat(text(json, NOON).id()).isNotEqualTo(text(json, NOON.plusSeconds(1)).id());
  }

  @Test
  void equalPayloadsOfTwoTopicsAreTwoEvents() {
    String json = "{\"source\":\"s\",\"at\":\"2026-01-31T11:00:00Z\",\"text\":\"t\"}";

    assertThat(message(texts(), "log/a", json, NOON).read())
        .isNotEqualTo(message(texts(), "log/b", json, NOON).read());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | json: must be an object",
        "{\"text\":\"t\"} | source: is missing",
        "{\"source\":\"s\",\"text\":\"t\",\"x\":1} | x: is unknown",
        "{\"source\":\"s\",\"text\":\"t\"} x | json: is broken",
        "{\"source\":\"s\",\"source\":\"s\",\"text\":\"t\"} | json: is broken",
        "'' | json: is empty",
      })
  void whatIsNoEventIsRefusedByFieldAndTopic(String json, String reason) {
    assertThatThrownBy(() -> text(json, NOON))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageStartingWith(reason)
        .hasMessageEndingWith("(mqtt:log/a)");
  }

  @Test
  void aRetainedMessageWithoutATimeIsRefused() {
    MqttMessage message =
        new MqttMessage(numbers(), "plant/1/t", "21.5".getBytes(UTF_8), true, NOON);

    assertThatThrownBy(message::read)
        .hasMessageStartingWith("at: is missing, and how old a retained message is nobody knows");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "server | '' | server must be tcp://host:port or ssl://",
        "server | http://host | server must be tcp://host:port or ssl://host:port, is http://host",
        "server | tcp://me:secret@host | server must not hold a user",
        "server | tcp://ho st | server Illegal character",
        "password | x | user must go with a password",
        "topics.a.filter | a/#/b | topics.a.filter ",
        "topics.a.key | {3} | topics.a.key must name levels from {1} to {2}, is {3}",
        "topics.a.key | {0} | topics.a.key must name levels from {1} to {2}, is {0}",
        "topics.a.variate | {2} | topics.a.variate is of numbers only",
        "topics.a.payload | number | topics.a.key must name the series of a number",
      })
  void aKeyThatIsMissingOrWrongIsNamed(String key, String value, String complaint) {
    Map<String, String> keys = new HashMap<>();
    keys.put("mqtt.enabled", "true");
    keys.put("mqtt.server", "ssl://host");
    keys.put("mqtt.topics.a.filter", "a/+/#");
    keys.put("mqtt.topics.a.kind", "series");
    keys.compute("mqtt." + key, (name, before) -> value.isEmpty() ? null : value);

    assertThatThrownBy(() -> Configured.planned(keys))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("millrace.sources.mqtt." + complaint)
        .message()
        .doesNotContain("secret");
  }

  @Test
  void aPasswordIsNeverPrinted() {
    Map<String, String> keys =
        Map.of(
            "mqtt.server", "tcp://host",
            "mqtt.user", "me",
            "mqtt.password", "secret",
            "mqtt.topics.a.filter", "a",
            "mqtt.topics.a.kind", "text");
    MqttConfig config = Configured.sources(keys).mqtt();

    assertThat(new MqttPlan(config, Keys.SOURCES).server().toString()).isEqualTo("tcp://host");
  }
}
