package io.millrace.inference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.events.EventJson;
import io.millrace.events.Inference;
import io.millrace.events.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BatchHandlerTest {

  private final FakeScorer scorer = new FakeScorer();

  static Stream<Arguments> malformed() {
    String at = "\"at\":\"2026-01-01T00:00:00Z\"";
    return Stream.of(
        malformed("no value", null, "json: is empty"),
        malformed("no bytes", "", "json: is empty"),
        malformed("no JSON", "fire!", "json: "),
        malformed("half an object", "{\"id\":\"a\",\"source\":\"b\"", "json: "),
        malformed("an array", "[]", "json: "),
        malformed("two objects", "{} {}", ""),
        malformed("no id", "{\"source\":\"b\"," + at + ",\"text\":\"t\"}", "id: "),
        malformed(
            "an unknown field",
            "{\"id\":\"a\",\"source\":\"b\"," + at + ",\"text\":\"t\",\"txet\":1}",
            "txet: "),
        malformed(
            "a number for a text",
            "{\"id\":\"a\",\"source\":\"b\"," + at + ",\"text\":5}",
            "text: "),
        malformed(
            "no time", "{\"id\":\"a\",\"source\":\"b\",\"at\":\"noon\",\"text\":\"t\"}", "at: "),
        malformed(
            "a text too long",
            "{\"id\":\"a\",\"source\":\"b\"," + at + ",\"text\":\"" + "x".repeat(100_001) + "\"}",
            "text: "));
  }

  private static Arguments malformed(String kind, String value, String reason) {
    return Arguments.of(kind, value == null ? null : value.getBytes(UTF_8), reason);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void aRecordThatIsNoEventHarmsNoOther(String kind, byte[] value, String reason) {
    HandledBatch batch =
        handle(Records.text(0, "one"), Records.record(1, value), Records.text(2, "two"));

    assertThat(labels(batch)).containsExactly("one", "rejected", "two");
    ProducerRecord<byte[], byte[]> rejection = batch.outputs().get(1);
    assertThat(rejection.value()).isEqualTo(value);
    assertThat(rejection.key()).isEqualTo("broker".getBytes(UTF_8));
    assertThat(Records.header(rejection, "content-type")).isEqualTo("application/json");
    assertThat(Records.header(rejection, "millrace_topic")).isEqualTo("text-events");
    assertThat(Records.header(rejection, "millrace_partition")).isEqualTo("0");
    assertThat(Records.header(rejection, "millrace_offset")).isEqualTo("1");
    assertThat(Records.header(rejection, "millrace_stage")).isEqualTo("decode");
    assertThat(Records.header(rejection, "millrace_reason")).startsWith(reason);
    assertThat(Records.header(rejection, "millrace_model")).isEqualTo("triage");
    assertThat(batch.rejected()).isEqualTo(Map.of(Stage.DECODE, 1));
    assertThat(scorer.batches).containsExactly(List.of("one", "two"));
  }

  @Test
  void aHeaderThatClaimsAStructuredCloudEventOverBrokenJsonIsOneRejection() {
    ConsumerRecord<byte[], byte[]> claim = Records.json(0, "{\"specversion\":");
    claim.headers().add("content-type", "application/cloudevents+json".getBytes(UTF_8));

    HandledBatch batch = handle(claim, Records.text(1, "fine"));

    assertThat(labels(batch)).containsExactly("rejected", "fine");
  }

  @Test
  void aBatchThatFailsIsHalvedUntilTheCulpritsStandAlone() {
    Random random = new Random(1);
    for (int round = 0; round < 50; round++) {
      List<String> texts = new ArrayList<>();
      IntStream.range(0, 1 + random.nextInt(256)).forEach(i -> texts.add("t" + i));
      IntStream.range(0, random.nextInt(4)).forEach(i -> texts.add("poison"));
      Collections.shuffle(texts, random);

      HandledBatch batch = handle(texts);

      assertThat(labels(batch))
          .isEqualTo(texts.stream().map(t -> t.equals("poison") ? "rejected" : t).toList());
    }
  }

  @Test
  void theCulpritsReasonIsTheModels() {
    HandledBatch batch = handle(List.of("poison", "fine", "unfit"));

    assertThat(labels(batch)).containsExactly("rejected", "fine", "rejected");
    assertThat(Records.header(batch.outputs().get(0), "millrace_stage")).isEqualTo("infer");
    assertThat(Records.header(batch.outputs().get(0), "millrace_reason"))
        .isEqualTo("the model failed");
    assertThat(Records.header(batch.outputs().get(2), "millrace_reason"))
        .isEqualTo("text: does not fit");
    assertThat(batch.rejected()).isEqualTo(Map.of(Stage.INFER, 2));
  }

  @Test
  void anInferenceNamesItsEventAndModelAndRoundsItsScores() {
    ProducerRecord<byte[], byte[]> output = handle(List.of("fine")).outputs().get(0);

    Inference inference = EventJson.read(Inference.class, output.value());
    assertThat(output.topic()).isEqualTo(Topics.INFERENCES);
    assertThat(output.key()).isEqualTo("broker".getBytes(UTF_8));
    assertThat(inference.event()).isEqualTo("e0");
    assertThat(inference.model() + " " + inference.version()).isEqualTo("triage 7");
    assertThat(inference.scores()).isEqualTo(Map.of("fine", 0.123457));
    assertThat(Records.header(output, "millrace_origin")).isNull();
  }

  @Test
  void whatComesOfARecordedEventIsMarkedAsRecorded() {
    HandledBatch batch =
        handle(
            Records.json(
                0,
                """
                {"id":"a","source":"b","at":"2026-01-01T00:00:00Z","text":"t",
                 "attributes":{"origin":"recorded"}}"""));

    assertThat(Records.header(batch.outputs().get(0), "millrace_origin")).isEqualTo("recorded");
  }

  @Test
  void aModelThatCannotRunFailsTheBatchAndRejectsNothing() {
    scorer.always = Unavailable.exception();

    assertThatThrownBy(() -> handle(List.of("a", "b"))).isSameAs(scorer.always);
    assertThat(scorer.batches).hasSize(1);
  }

  @Test
  void aRejectionThatWouldNotFitItsTopicIsCutAndSaysSo() {
    byte[] value = "x".repeat(5_000).getBytes(UTF_8);
    BatchHandler<?> handler = new BatchHandler<>(scorer, new RejectionWriter(4_000), () -> 0);

    ProducerRecord<byte[], byte[]> rejection =
        handler.handle(List.of(Records.record(0, value))).outputs().get(0);

    assertThat(rejection.value())
        .isEqualTo(Arrays.copyOf(value, rejection.value().length))
        .hasSizeBetween(2_000, 3_900);
    assertThat(Records.header(rejection, "millrace_truncated")).isEqualTo("5000");
  }

  @Test
  void modelTimeIsWhatTheClockSays() {
    long[] now = {0};
    BatchHandler<?> handler =
        new BatchHandler<>(scorer, new RejectionWriter(4_000), () -> now[0] += 5);

    assertThat(handler.handle(List.of(Records.text(0, "a"))).modelTime())
        .isEqualTo(Duration.ofNanos(5));
  }

  private HandledBatch handle(List<String> texts) {
    return handle(
        IntStream.range(0, texts.size())
            .mapToObj(i -> Records.text(i, texts.get(i)))
            .toArray(ConsumerRecord[]::new));
  }

  @SafeVarargs
  private HandledBatch handle(ConsumerRecord<byte[], byte[]>... records) {
    return new BatchHandler<>(scorer, new RejectionWriter(1_000_000), System::nanoTime)
        .handle(List.of(records));
  }

  private static List<String> labels(HandledBatch batch) {
    return batch.outputs().stream()
        .map(
            output ->
                output.topic().equals(Topics.REJECTED_EVENTS)
                    ? "rejected"
                    : EventJson.read(Inference.class, output.value()).label())
        .toList();
  }
}
