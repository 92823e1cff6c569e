package io.millrace.inference.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.events.EventJson;
import io.millrace.events.Inference;
import io.millrace.events.Topics;
import io.millrace.inference.loop.Records;
import io.millrace.releases.ModelMissingException;
import io.millrace.serving.Exhausted;
import io.millrace.serving.ModelUnavailableException;
import java.nio.file.Path;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BatchHandlerTest extends BatchHandling {

  private static Arguments malformed(String kind, String value, String reason) {
    return Arguments.of(kind, value == null ? null : value.getBytes(UTF_8), reason);
  }

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

  @Test
  void anAnswerBelongsToTheTraceOfItsRecordAndARejectionHasItOnce() {
    String parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    ConsumerRecord<byte[], byte[]> traced = Records.text(1, "traced");
    ConsumerRecord<byte[], byte[]> broken = Records.json(2, "fire!");
    List.of(traced, broken)
        .forEach(record -> record.headers().add("traceparent", parent.getBytes(UTF_8)));

    HandledBatch batch = handle(Records.text(0, "untraced"), traced, broken);

    assertThat(batch.records())
        .extracting(output -> Records.header(output, "traceparent"))
        .containsExactly(null, parent, parent);
    assertThat(batch.records().get(2).headers().headers("traceparent")).hasSize(1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void aRecordThatIsNoEventHarmsNoOther(String kind, byte[] value, String reason) {
    HandledBatch batch =
        handle(Records.text(0, "one"), Records.record(1, value), Records.text(2, "two"));

    assertThat(labels(batch)).containsExactly("one", "rejected", "two");
    ProducerRecord<byte[], byte[]> rejection = batch.records().get(1);
    assertThat(rejection.value()).isEqualTo(value);
    assertThat(rejection.key()).isEqualTo("broker".getBytes(UTF_8));
    assertThat(Records.header(rejection, "content-type")).isEqualTo("application/json");
    assertThat(Records.header(rejection, "millrace_topic")).isEqualTo("text-events");
    assertThat(Records.header(rejection, "millrace_partition")).isEqualTo("0");
    assertThat(Records.header(rejection, "millrace_offset")).isEqualTo("1");
    assertThat(Records.header(rejection, "millrace_stage")).isEqualTo("decode");
    assertThat(Records.header(rejection, "millrace_reason")).startsWith(reason);
    assertThat(Records.header(rejection, "millrace_model")).isEqualTo("triage");
    assertThat(batch.rejected()).isEqualTo(Map.of(RejectionCause.INVALID, 1));
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
    assertThat(Records.header(batch.records().get(0), "millrace_stage")).isEqualTo("infer");
    assertThat(Records.header(batch.records().get(0), "millrace_reason"))
        .isEqualTo("the model failed");
    assertThat(Records.header(batch.records().get(0), "millrace_model")).isEqualTo("triage");
    assertThat(Records.header(batch.records().get(2), "millrace_reason"))
        .isEqualTo("text: does not fit");
    assertThat(batch.rejected())
        .isEqualTo(Map.of(RejectionCause.MODEL_FAILED, 1, RejectionCause.UNFIT, 1));
  }

  @Test
  void anInferenceNamesItsEventAndModelAndRoundsItsScores() {
    ProducerRecord<byte[], byte[]> output = handle(List.of("fine")).records().get(0);

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

    assertThat(Records.header(batch.records().get(0), "millrace_origin")).isEqualTo("recorded");
  }

  @Test
  void aModelThatCannotRunFailsTheBatchAndRejectsNothing() {
    scorer.always = Unavailable.exception();

    assertThatThrownBy(() -> handle(List.of("a", "b"))).isSameAs(scorer.always);
    assertThat(scorer.batches).hasSize(1);
  }

  @Test
  void aModelThatFailsOnAllOfABatchAndOnItsOwnInputsTooFailsItAndRejectsNothing() {
    scorer.broken = new IllegalStateException("the GPU is lost");

    assertThatThrownBy(() -> handle(List.of("poison", "poison"))).isSameAs(scorer.broken);
  }

  @Test
  void aModelThatIsSoundRefusesABatchOfCulpritsOnlyAfterItWasChecked() {
    assertThat(labels(handle(List.of("poison", "poison")))).containsExactly("rejected", "rejected");
    assertThat(scorer.checks).isEqualTo(1);
  }

  @Test
  void aModelThatAnswersAnythingIsNotChecked() {
    scorer.broken = new IllegalStateException("the GPU is lost");

    assertThat(labels(handle(List.of("poison", "fine", "poison"))))
        .containsExactly("rejected", "fine", "rejected");
    assertThat(labels(handle(List.of("poison", "unfit")))).containsExactly("rejected", "rejected");
  }

  @Test
  void recordsThatNeedMoreMemoryThanThereIsAreRefusedOnceTheyHaveComeAgainForLongEnough(
      @TempDir Path folder) {
    long[] seconds = {0};
    scorer.poison = Exhausted.memory(folder);
    BatchHandler<?> handler =
        new BatchHandler<>(
            new Texts(),
            models,
            policy(1_000_000, Explaining.nothing(), Route.all("triage")),
            () -> Duration.ZERO,
            () -> Duration.ofSeconds(seconds[0]).toNanos());
    List<ConsumerRecord<byte[], byte[]>> batch =
        List.of(Records.text(0, "poison"), Records.text(1, "fine"), Records.text(2, "poison"));
    int tries = 0;
    HandledBatch handled = null;
    while (handled == null && tries < 100) {
      tries++;
      try {
        handled = handler.handle(batch);
      } catch (ModelUnavailableException e) {
        seconds[0] += 5;
      }
    }

    assertThat(labels(handled)).containsExactly("rejected", "fine", "rejected");
    assertThat(handled.rejected()).isEqualTo(Map.of(RejectionCause.MEMORY, 2));
    assertThat(tries).isEqualTo(5);
  }

  @Test
  void aRejectionThatWouldNotFitItsTopicIsCutAndSaysSo() {
    byte[] value = "x".repeat(5_000).getBytes(UTF_8);
    BatchHandler<?> handler = handler(policy(4_000, Explaining.nothing(), Route.all("triage")));

    ProducerRecord<byte[], byte[]> rejection =
        handler.handle(List.of(Records.record(0, value))).records().get(0);

    assertThat(rejection.value())
        .isEqualTo(Arrays.copyOf(value, rejection.value().length))
        .hasSizeBetween(2_000, 3_900);
    assertThat(Records.header(rejection, "millrace_truncated")).isEqualTo("5000");
  }

  @Test
  void timesAreWhatTheClockSays() {
    long[] now = {0};
    BatchHandler<?> handler =
        new BatchHandler<>(
            new Texts(),
            models,
            policy(4_000, Explaining.nothing(), Route.all("triage")),
            () -> Duration.ZERO,
            () -> now[0] += 5);

    assertThat(handler.handle(List.of(Records.text(0, "a"))).times())
        .isEqualTo(
            new StageTimes(
                Duration.ofNanos(5),
                Duration.ZERO,
                Duration.ofNanos(5),
                Duration.ZERO,
                Duration.ofNanos(5)));
  }

  @Test
  void allOfABatchIsScoredByOneVersionThoughAnotherTakesOverMeanwhile() {
    FakeScorer next = new FakeScorer("triage", "8");
    scorer.onScore = () -> models.with("triage", next);

    HandledBatch batch = handle(List.of("a", "poison", "b"));

    assertThat(batch.work().keySet()).containsExactly(new ModelIdentity("triage", "7"));
    assertThat(labels(batch)).containsExactly("a", "rejected", "b");
    assertThat(scorer.closed).isTrue();
    scorer.onScore = () -> {};
    assertThat(modelOrReason(handle(List.of("c")).records().get(0))).isEqualTo("triage 8");
  }

  @Test
  void aModelThatIsNotThereYetFailsTheBatchAndRejectsNothing() {
    BatchHandler<?> handler = handler(policy(10_000, Explaining.nothing(), Route.all("absent")));

    assertThatThrownBy(() -> handler.handle(List.of(Records.text(0, "a"))))
        .isInstanceOf(ModelMissingException.class)
        .hasMessageContaining("absent");
  }

  @Test
  void aRefusedRecordIsNotLookedInto() {
    HandledBatch batch =
        handler(policy(10_000, Explaining.nothing(), Route.all("triage")))
            .refuse(Records.text(4, "deadly"), "it has ended the process");

    assertThat(batch.rejected()).isEqualTo(Map.of(RejectionCause.ENDED_PROCESS, 1));
    assertThat(Records.header(batch.records().get(0), "millrace_reason"))
        .isEqualTo("it has ended the process");
    assertThat(scorer.batches).isEmpty();
  }
}
