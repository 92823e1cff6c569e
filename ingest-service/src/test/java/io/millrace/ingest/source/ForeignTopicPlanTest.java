package io.millrace.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignTopicPlanTest {

  private static Map<String, String> readings() {
    Map<String, String> keys = new HashMap<>();
    keys.put("kafka.plant.topic", "readings");
    keys.put("kafka.plant.kind", "series");
    keys.put("kafka.plant.fields.series", "$key");
    keys.put("kafka.plant.fields.at", "$.time");
    keys.put("kafka.plant.fields.values.OT", "$.oil['temperature']");
    return keys;
  }

  private static Map<String, Object> consumer(Map<String, String> more) {
    Map<String, String> keys = readings();
    keys.putAll(more);
    ForeignTopicConfig topic = Configured.sources(keys).kafka().get("plant");
    return new ForeignTopicPlan(
            "plant", topic, Map.of("bootstrap.servers", "127.0.0.1:1"), Keys.SOURCES)
        .consumer();
  }

  @Test
  void aDeclaredTopicIsASource() {
    assertThat(Configured.planned(readings()))
        .extracting(Source::name)
        .containsExactly("kafka-plant");
  }

  @Test
  void aTopicCanBeSwitchedOff() {
    Map<String, String> keys = readings();
    keys.put("kafka.plant.enabled", "false");

    assertThat(Configured.planned(keys)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fields.series | '' | fields.series must be declared for a series event",
        "fields.values.OT | '' | fields.values must have one for a series event",
        "fields.source | x | fields.source is no field of a series event",
        "fields.channels.x | $.x | fields.channels is no field of a series event",
        "fields.at | $..time | fields.at must be $key, $header.<name>, $timestamp, a JSON path to one place",
        "fields.values.OT | $.a[ | fields.values.OT must be $key, $header.<name>, $timestamp, a JSON path",
        "fields.values.OT | $.a[*] | fields.values.OT must be $key, $header.<name>, $timestamp, a JSON path",
        "fields.at | $offset | fields.at must be $key, $header.<name>, $timestamp, a JSON path",
        "topic | forecasts | topic must not be a topic that Millrace writes, is forecasts: it would feed",
        "properties.\"enable.auto.commit\" | true | properties.\"enable.auto.commit\" is set by this service",
        "properties.\"max.poll.records\" | many | properties: Invalid value many",
      })
  void aKeyThatIsMissingOrWrongIsNamed(String key, String value, String complaint) {
    Map<String, String> keys = readings();
    keys.compute("kafka.plant." + key, (name, before) -> value.isEmpty() ? null : value);

    assertThatThrownBy(() -> Configured.planned(keys))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("millrace.sources.kafka.plant." + complaint);
  }

  @Test
  void aMisspeltFieldIsRefusedByName() {
    Map<String, String> keys = readings();
    keys.put("kafka.plant.fields.value.OT", "$.x");

    assertThatThrownBy(() -> Configured.sources(keys))
        .hasMessageContaining("plant.fields.value.OT");
  }

  @Test
  void onlyWhatIsCommittedIsReadAndNothingIsCommittedByItself() {
    assertThat(consumer(Map.of()))
        .containsEntry("isolation.level", "read_committed")
        .containsEntry("enable.auto.commit", false)
        .containsEntry("auto.offset.reset", "earliest")
        .containsEntry("bootstrap.servers", "127.0.0.1:1")
        .containsEntry("group.id", "ingest-service-plant");
  }

  @Test
  void anotherClusterHasItsOwnServersGroupAndSecurity() {
    assertThat(
            consumer(
                Map.of(
                    "kafka.plant.bootstrap-servers", "plant:9092",
                    "kafka.plant.group", "millrace",
                    "kafka.plant.from", "latest",
                    "kafka.plant.properties.\"security.protocol\"", "SSL")))
        .containsEntry("bootstrap.servers", "plant:9092")
        .containsEntry("group.id", "millrace")
        .containsEntry("auto.offset.reset", "latest")
        .containsEntry("security.protocol", "SSL");
  }
}
