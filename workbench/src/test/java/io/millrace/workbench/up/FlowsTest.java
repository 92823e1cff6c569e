package io.millrace.workbench.up;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.events.EventRecords;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class FlowsTest {

  @Test
  void anInferenceIsOfTheKindThatItsJsonSays() {
    assertThat(Flows.of(record("inferences", "{\"event\":\"kind\",\"kind\":\"sensor\"}")))
        .contains(Flow.SENSOR_INFERENCES);
    assertThat(
            Flows.of(record("inferences", "{\"scores\":{\"kind\":1},\"kind\":\"text\",\"at\":1}")))
        .contains(Flow.TEXT_INFERENCES);
  }

  @Test
  void anInferenceOfAnotherKindIsNotCounted() {
    assertThat(Flows.of(record("inferences", "{\"kind\":\"image\"}"))).isEmpty();
    assertThat(Flows.of(record("inferences", "not JSON"))).isEmpty();
  }

  @Test
  void theHeaderTellsWhatStemsFromTheRecording() {
    ConsumerRecord<byte[], byte[]> forecast = record("forecasts", "{}");
    assertThat(Flows.recorded(forecast)).isFalse();

    forecast.headers().add(EventRecords.ORIGIN_HEADER, "recorded".getBytes(UTF_8));

    assertThat(Flows.recorded(forecast)).isTrue();
  }

  private static ConsumerRecord<byte[], byte[]> record(String topic, String json) {
    return new ConsumerRecord<>(topic, 0, 0, new byte[0], json.getBytes(UTF_8));
  }
}
