package io.millrace.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;

class EventRecordsTest {

  @Test
  void aTextEventIsFiledUnderItsSource() {
    assertFiled(Examples.text(), "text-events", "broker", "broker-17", "text", "ingest-service");
  }

  @Test
  void aSensorEventIsFiledUnderItsSensor() {
    assertFiled(
        Examples.sensor(),
        "sensor-events",
        "host-contention",
        "host-contention-1",
        "sensor",
        "ingest-service");
  }

  @Test
  void aSeriesEventIsFiledUnderItsSeries() {
    assertFiled(
        Examples.series(),
        "series-events",
        "host-recorded",
        "host-recorded|2026-01-31T12:00:00Z|observed|0",
        "series",
        "ingest-service");
  }

  @Test
  void anInferenceIsFiledUnderItsSource() {
    assertFiled(
        Examples.inference(),
        "inferences",
        "broker",
        "broker-17|log-triage|1",
        "inference",
        "inference-service");
  }

  @Test
  void anEmbeddingIsFiledUnderItsSource() {
    assertFiled(
        Examples.embedding(),
        "embeddings",
        "broker",
        "broker-17|minilm|1",
        "embedding",
        "inference-service");
  }

  @Test
  void aShadowsInferenceDiffersFromAnotherInItsTopicOnly() {
    ProducerRecord<byte[], byte[]> served = EventRecords.of(Examples.inference());

    ProducerRecord<byte[], byte[]> shadow = EventRecords.shadow(Examples.inference());

    assertThat(shadow.topic()).isEqualTo("inferences-shadow");
    assertThat(shadow.key()).isEqualTo(served.key());
    assertThat(shadow.value()).isEqualTo(served.value());
    assertThat(shadow.headers()).isEqualTo(served.headers());
  }

  @Test
  void aChallengersForecastDiffersFromAnotherInItsTopicOnly() {
    ProducerRecord<byte[], byte[]> served = EventRecords.of(Examples.forecast());

    ProducerRecord<byte[], byte[]> shadow = EventRecords.shadow(Examples.forecast());

    assertThat(shadow.topic()).isEqualTo("forecasts-shadow");
    assertThat(shadow.key()).isEqualTo(served.key());
    assertThat(shadow.value()).isEqualTo(served.value());
    assertThat(shadow.headers()).isEqualTo(served.headers());
  }

  @Test
  void decisionsAboutTwoVariatesAtOneTimeAreTwo() {
    Map<String, Object> cpu = Map.of("model", "host-forecast", "variate", "cpu");
    Map<String, Object> memory = Map.of("model", "host-forecast", "variate", "memory");

    assertThat(identity(cpu))
        .isEqualTo("host|2026-01-31T12:00:00Z|demotion|host-forecast|cpu")
        .isNotEqualTo(identity(memory));
  }

  private static String identity(Map<String, Object> evidence) {
    Instant noon = Instant.parse("2026-01-31T12:00:00Z");
    return new ForecastDecision("host", noon, "demotion", "worse", evidence).envelope().id();
  }

  @Test
  void aForecastIsFiledUnderItsSeries() {
    assertFiled(
        Examples.forecast(),
        "forecasts",
        "host-recorded",
        "host-recorded|2026-01-31T12:00:00Z|1",
        "forecast",
        "forecast-service");
  }

  @Test
  void aForecastScoreIsFiledUnderItsSeries() {
    assertFiled(
        Examples.score(),
        "forecast-scores",
        "host",
        "host|2026-01-31T12:00:00Z|host-forecast|1|host-forecast",
        "forecast-score",
        "forecast-service");
  }

  @Test
  void aForecastDecisionIsFiledUnderItsSeries() {
    assertFiled(
        Examples.decision(),
        "forecast-decisions",
        "host",
        "host|2026-01-31T12:00:00Z|demotion",
        "forecast-decision",
        "forecast-service");
  }

  @Test
  void anAlertIsFiledUnderItsRuleAndKey() {
    assertFiled(
        Examples.alert(),
        "alerts",
        "cpu-limit|host-recorded/cpu",
        "limit-cpu-1|1",
        "alert",
        "forecast-service");
  }

  @Test
  void aModelReleaseIsFiledUnderItsModel() {
    assertFiled(
        Examples.release(),
        "model-releases",
        "host-forecast",
        "host-forecast|1|2026-01-31T12:00:00Z",
        "model-release",
        "workbench");
  }

  @Test
  void aShadowReleaseIsFiledBesideTheServedOne() {
    ModelRelease served = Examples.release();

    Envelope shadow =
        new ModelRelease(
                served.model(),
                served.version(),
                served.uri(),
                served.sha256(),
                served.at(),
                ModelRelease.Role.SHADOW)
            .envelope();

    assertThat(shadow.key()).isEqualTo("host-forecast/shadow");
    assertThat(shadow.id()).isEqualTo("host-forecast/shadow|1|2026-01-31T12:00:00Z");
  }

  @Test
  void aForecastJobIsFiledUnderItsName() {
    assertFiled(
        Examples.job(),
        "forecast-jobs",
        "shops",
        "shops|2026-01-31T12:00:00Z",
        "forecast-job",
        "forecast-service");
  }

  private static void assertFiled(
      Event event, String topic, String key, String id, String kind, String service) {
    Map<String, String> expected = new HashMap<>();
    expected.put("ce_specversion", "1.0");
    expected.put("ce_id", id);
    expected.put("ce_type", "io.millrace." + kind + ".v1");
    expected.put("ce_source", "/millrace/" + service);
    expected.put("ce_time", "2026-01-31T12:00:00Z");
    expected.put("content-type", "application/json");
    if (event.envelope().recorded()) {
      expected.put("millrace_origin", "recorded");
    }

    ProducerRecord<byte[], byte[]> record = EventRecords.of(event);

    assertThat(record.topic()).isEqualTo(topic);
    assertThat(record.key()).asString(UTF_8).isEqualTo(key);
    assertThat(record.value()).isEqualTo(EventJson.write(event));
    assertThat(record.timestamp()).isNull();
    assertThat(texts(record.headers())).isEqualTo(expected);
  }

  private static Map<String, String> texts(Headers headers) {
    Map<String, String> texts = new LinkedHashMap<>();
    headers.forEach(
        header -> {
          String earlier = texts.put(header.key(), new String(header.value(), UTF_8));
          assertThat(earlier).as("a second header %s", header.key()).isNull();
        });
    return texts;
  }

  @Test
  void anOutputsHeadersNeverContainItsInputs() {
    Headers input = EventRecords.of(Examples.text()).headers().add("trace", "7".getBytes(UTF_8));

    Headers output = EventRecords.of(Examples.inference()).headers();

    assertThat(texts(output)).doesNotContainKey("trace");
    assertThat(texts(output).get("ce_id")).isNotEqualTo(texts(input).get("ce_id"));
    assertThat(texts(output).get("ce_type")).isNotEqualTo(texts(input).get("ce_type"));
    assertThat(texts(output).get("ce_source")).isNotEqualTo(texts(input).get("ce_source"));
  }

  @Test
  void eachCallMakesHeadersOfItsOwn() {
    EventRecords.headers(Examples.text()).add("trace", "7".getBytes(UTF_8));

    assertThat(texts(EventRecords.headers(Examples.text()))).doesNotContainKey("trace");
  }

  @Test
  void onlyWhatFollowsFromRecordedPointsIsMarkedAsRecorded() {
    assertThat(texts(EventRecords.headers(Examples.sensor()))).doesNotContainKey("millrace_origin");
    assertThat(texts(EventRecords.headers(Examples.forecast())))
        .containsEntry("millrace_origin", "recorded");
    assertThat(texts(EventRecords.headers(Examples.alert())))
        .containsEntry("millrace_origin", "recorded");
  }
}
