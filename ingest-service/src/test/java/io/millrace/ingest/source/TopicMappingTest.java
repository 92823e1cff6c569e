package io.millrace.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.events.Event;
import io.millrace.events.InvalidEventException;
import io.millrace.events.Rejection;
import io.millrace.events.SensorEvent;
import io.millrace.events.SeriesEvent;
import io.millrace.events.TextEvent;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicMappingTest {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  private static TopicMapping mapping(String... keysAndValues) {
    Map<String, String> keys = new HashMap<>();
    keys.put("kafka.x.topic", "foreign");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      keys.put("kafka.x." + keysAndValues[i], keysAndValues[i + 1]);
    }
    ForeignTopicConfig topic = Configured.sources(keys).kafka().get("x");
    return new MappingPlan(Keys.SOURCES, topic.kind(), topic.timeFormat(), topic.fields())
        .mapping();
  }

  private static TopicMapping series(String... more) {
    String[] keys = {
      "kind", "series", "fields.series", "$key", "fields.at", "$.t", "fields.values.OT", "$.v"
    };
    String[] all = Arrays.copyOf(keys, keys.length + more.length);
    System.arraycopy(more, 0, all, keys.length, more.length);
    return mapping(all);
  }

  private static ConsumerRecord<byte[], byte[]> record(String key, String value) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("site", "north".getBytes(UTF_8));
    return new ConsumerRecord<>(
        "foreign",
        3,
        42,
        NOON.toEpochMilli(),
        TimestampType.CREATE_TIME,
        key.length(),
        value.length(),
        key.getBytes(UTF_8),
        value.getBytes(UTF_8),
        headers,
        Optional.empty());
  }

  private static SeriesEvent mapped(TopicMapping mapping, String json) {
    return (SeriesEvent) mapping.event(record("oven", json));
  }

  @Test
  void aTextEventIsPutTogetherFromJsonKeyHeadersAndConstants() {
    TopicMapping mapping =
        mapping(
            "kind", "text",
            "fields.source", "$header.site",
            "fields.at", "$timestamp",
            "fields.text", "$.log.lines[1]",
            "fields.attributes.host", "$key",
            "fields.attributes.level", "WARN",
            "fields.attributes.code", "$.code",
            "fields.attributes.absent", "$.absent");

    Event event =
        mapping.event(record("host-7", "{\"log\":{\"lines\":[\"a\",\"disk full\"]},\"code\":507}"));

    assertThat(event)
        .isEqualTo(
            new TextEvent(
                "foreign-3-42",
                "north",
                NOON,
                "disk full",
                Map.of("host", "host-7", "level", "WARN", "code", "507")));
  }

  @Test
  void aSensorEventHasItsSamples() {
    TopicMapping mapping =
        mapping(
            "kind", "sensor",
            "time-format", "epoch-millis",
            "fields.id", "$.n",
            "fields.sensor", "press",
            "fields.at", "$.t",
            "fields.rateHz", "50",
            "fields.channels.x", "$.acc.x",
            "fields.channels.y", "$.acc['y']");

    SensorEvent event =
        (SensorEvent)
            mapping.event(
                record(
                    "k",
                    "{\"n\":7,\"t\":%d,\"acc\":{\"x\":[1,2.5],\"y\":[\"3\",-4e1]}}"
                        .formatted(NOON.toEpochMilli())));

    assertThat(event.id()).isEqualTo("7");
    assertThat(event.at()).isEqualTo(NOON);
    assertThat(event.rateHz()).isEqualTo(50);
    assertThat(event.channels().get("x")).containsExactly(1, 2.5);
    assertThat(event.channels().get("y")).containsExactly(3, -40);
  }

  @Test
  void aSeriesEventLeavesOutWhatIsMissing() {
    TopicMapping mapping = series("fields.values.HUFL", "$.w", "fields.values.LULL", "$.absent");

    SeriesEvent event =
        mapped(mapping, "{\"t\":\"2026-01-31T13:00:00+01:00\",\"v\":\"7.5\",\"w\":null}");

    assertThat(event)
        .isEqualTo(
            new SeriesEvent(
                "oven", NOON, 0, SeriesEvent.Kind.OBSERVED, Map.of("OT", 7.5), Map.of()));
  }

  @Test
  void revisionAndKindCanBeMapped() {
    TopicMapping mapping = series("fields.kind", "known", "fields.revision", "$.r");

    SeriesEvent event = mapped(mapping, "{\"t\":\"2026-01-31T12:00:00Z\",\"v\":1,\"r\":2}");

    assertThat(event.revision()).isEqualTo(2);
    assertThat(event.kind()).isEqualTo(SeriesEvent.Kind.KNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "epoch-seconds, 1769860800, 2026-01-31T12:00:00Z",
    "epoch-seconds, 1769860800.123456, 2026-01-31T12:00:00.123456Z",
    "epoch-seconds, '\"1769860800\"', 2026-01-31T12:00:00Z",
    "epoch-millis, 1769860800123, 2026-01-31T12:00:00.123Z",
    "epoch-millis, 1.769860800123e12, 2026-01-31T12:00:00.123Z",
    "epoch-micros, 1769860800123456, 2026-01-31T12:00:00.123456Z",
    "epoch-seconds, -1, 1969-12-31T23:59:59Z",
  })
  void timesAreReadAsTheirFormatSays(String format, String time, Instant expected) {
    TopicMapping mapping = series("time-format", format);

    assertThat(mapped(mapping, "{\"t\":%s,\"v\":1}".formatted(time)).at()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "epoch-seconds | {\"v\":1} | at: is missing",
        "epoch-seconds | {\"t\":null,\"v\":1} | at: is missing",
        "epoch-seconds | {\"t\":1e300,\"v\":1} | at: must lie in the years 1 to 9999",
        "epoch-seconds | {\"t\":9223372036854775807,\"v\":1} | at: must be a time in the years 1 to 9999",
        "epoch-seconds | {\"t\":1e999999999,\"v\":1} | at: must",
        "epoch-seconds | {\"t\":\"noon\",\"v\":1} | at: must be a finite number, is 'noon'",
        "iso-8601 | {\"t\":1769860800,\"v\":1} | at: must be an ISO-8601 instant",
        "iso-8601 | {\"t\":\"2026-01-31T12:00:00Z\"} | values: is missing",
        "iso-8601 | {\"t\":\"2026-01-31T12:00:00Z\",\"v\":{}} | values.OT: must be a number, is object",
        "iso-8601 | {\"t\":\"2026-01-31T12:00:00Z\",\"v\":true} | values.OT: must be a number, is boolean",
        "iso-8601 | {\"t\":\"2026-01-31T12:00:00Z\",\"v\":\"NaN\"} | values.OT: must be a finite number",
        "iso-8601 | {\"t\":\"2026-01-31T12:00:00Z\",\"v\":1e999} | values.OT: must be a finite number",
        "iso-8601 | {\"t\":[],\"v\":1} | at: must be an ISO-8601 instant",
        "iso-8601 | not JSON | json: is broken",
        "iso-8601 | '' | json: is empty",
        "iso-8601 | 7 | at: is missing",
      })
  void whatCannotBeMappedNamesTheField(String format, String json, String reason) {
    TopicMapping mapping = series("time-format", format);

    assertThatThrownBy(() -> mapped(mapping, json))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void whatIsRefusedKeepsItsBytesKeyHeadersAndPlace() {
    ForeignRecord record = new ForeignRecord(record("oven", "{}"), series());

    Rejection rejection =
        record.rejection(new InvalidEventException("at", "is missing")).orElseThrow();

    assertThat(rejection)
        .isEqualTo(
            new Rejection(
                "oven".getBytes(UTF_8),
                "{}".getBytes(UTF_8),
                record.record().headers(),
                "foreign",
                3,
                42,
                "mapping",
                "at: is missing",
                null,
                null));
  }

  @ParameterizedTest
  @ValueSource(ints = {999_990, 20_000_000})
  void whatNoTopicTakesIsRefusedWithoutItsBytesAndSaysSo(int bytes) {
    ForeignRecord record = new ForeignRecord(record("oven", "x".repeat(bytes)), series());

    Rejection rejection = record.rejection(new InvalidEventException("json", "?")).orElseThrow();

    assertThat(rejection.value()).isNull();
    assertThat(rejection.truncated()).isEqualTo(bytes);
    assertThat(rejection.key()).isNotNull();
  }

  @Test
  void theSameRecordIsTheSameEvent() {
    ConsumerRecord<byte[], byte[]> record =
        record("oven", "{\"t\":\"2026-01-31T12:00:00Z\",\"v\":1}");
    TopicMapping mapping = series();

    assertThat(mapping.event(record)).isEqualTo(mapping.event(record));
  }
}
