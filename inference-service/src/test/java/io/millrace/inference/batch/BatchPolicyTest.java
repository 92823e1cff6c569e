package io.millrace.inference.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.events.Embedding;
import io.millrace.events.EventJson;
import io.millrace.events.Inference;
import io.millrace.events.Topics;
import io.millrace.inference.loop.Records;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class BatchPolicyTest extends BatchHandling {

  @Test
  void theFirstRouteThatTakesAnEventNamesItsModels() {
    models.with("german", new FakeScorer("german", "1")).with("tone", new FakeScorer("tone", "3"));
    BatchPolicy policy =
        policy(
            10_000,
            Explaining.nothing(),
            new Route(
                Optional.empty(),
                Optional.empty(),
                Map.of("language", Route.pattern("de*")),
                List.of("german", "tone")),
            new Route(
                Optional.of(Route.pattern("bro*")), Optional.empty(), Map.of(), List.of("triage")));

    List<String> outputs =
        handler(policy)
            .handle(
                List.of(
                    Records.text(0, "plain"),
                    event(1, "broker", "de-CH"),
                    event(2, "elsewhere", "fr"),
                    event(3, "broker", "fr")))
            .records()
            .stream()
            .map(BatchHandlerTest::modelOrReason)
            .toList();

    assertThat(outputs)
        .containsExactly(
            "triage 7",
            "german 1",
            "tone 3",
            "route: no route takes events of source elsewhere",
            "triage 7");
  }

  @Test
  void aRouteMayLookAtTheCloudEventsType() {
    ConsumerRecord<byte[], byte[]> record = Records.text(0, "typed");
    record.headers().add("ce_type", "com.example.ticket.v1".getBytes(UTF_8));
    BatchPolicy policy =
        policy(
            10_000,
            Explaining.nothing(),
            new Route(
                Optional.empty(),
                Optional.of(Route.pattern("com.example.*")),
                Map.of(),
                List.of("triage")));

    HandledBatch batch = handler(policy).handle(List.of(record, Records.text(1, "untyped")));

    assertThat(labels(batch)).containsExactly("typed", "rejected");
  }

  @Test
  void ofSeveralModelsNoneIsNamedForARecordThatIsNoEvent() {
    models.with("tone", new FakeScorer("tone", "3"));
    BatchPolicy policy =
        policy(
            10_000,
            Explaining.nothing(),
            new Route(Optional.empty(), Optional.empty(), Map.of(), List.of("triage", "tone")));

    HandledBatch batch = handler(policy).handle(List.of(Records.json(0, "{")));

    assertThat(batch.records()).hasSize(1);
    assertThat(Records.header(batch.records().get(0), "millrace_model")).isNull();
  }

  @Test
  void answersWithTheChosenLabelsAreExplainedAsFarAsTheBudgetLasts() {
    Explaining some = new Explaining(Set.of("fire", "inexplicable"), Duration.ofSeconds(10));

    List<Integer> parts =
        handler(policy(10_000, some, Route.all("triage")))
            .handle(
                List.of(
                    Records.text(0, "fire"),
                    Records.text(1, "calm"),
                    Records.text(2, "inexplicable")))
            .records()
            .stream()
            .map(record -> EventJson.read(Inference.class, record.value()).explanation().size())
            .toList();

    assertThat(parts).containsExactly(1, 0, 0);
  }

  @Test
  void embeddingsArePublishedIfThatIsAskedForAndTheModelGivesThem() {
    BatchPolicy policy =
        new BatchPolicy(
            List.of(Route.all("triage")),
            new Outlet(false, true),
            Explaining.nothing(),
            new RejectionWriter(10_000));

    HandledBatch batch =
        handler(policy).handle(List.of(Records.text(0, "vector"), Records.text(1, "none")));

    assertThat(batch.records())
        .extracting(ProducerRecord::topic)
        .containsExactly(Topics.INFERENCES, Topics.EMBEDDINGS, Topics.INFERENCES);
    Embedding embedding = EventJson.read(Embedding.class, batch.records().get(1).value());
    assertThat(embedding.vector()).containsExactly(0.5, -1);
    assertThat(embedding.event()).isEqualTo("e0");
    assertThat(handle(List.of("vector")).records()).hasSize(1);
  }

  @Test
  void severalLabelsAreListed() {
    Inference inference =
        EventJson.read(Inference.class, handle(List.of("both")).records().get(0).value());

    assertThat(inference.label()).isEqualTo("both");
    assertThat(inference.labels()).containsExactly("both", "other");
  }

  @Test
  void aShadowSaysTheSameElsewhereAndRefusesNothing() {
    BatchPolicy policy = policy(10_000, Explaining.nothing(), Route.all("triage")).shadow("triage");

    HandledBatch batch =
        handler(policy).handle(List.of(Records.text(0, "fine"), Records.json(1, "{")));

    assertThat(batch.records())
        .extracting(ProducerRecord::topic)
        .containsExactly(Topics.INFERENCES_SHADOW);
    assertThat(batch.answers())
        .singleElement()
        .satisfies(
            given -> {
              assertThat(given.record()).isEqualTo(0);
              assertThat(given.model()).isEqualTo("triage");
              assertThat(given.answer().label()).isEqualTo("fine");
            });
  }

  @Test
  void aShadowLeavesOutEventsOfOtherModelsAndCountsThemNot() {
    models.with("german", new FakeScorer("german", "1"));
    BatchPolicy policy =
        policy(
                10_000,
                Explaining.nothing(),
                new Route(
                    Optional.empty(),
                    Optional.empty(),
                    Map.of("language", Route.pattern("de")),
                    List.of("german")),
                new Route(
                    Optional.of(Route.pattern("bro*")),
                    Optional.empty(),
                    Map.of(),
                    List.of("triage")))
            .shadow("german");

    HandledBatch batch =
        handler(policy)
            .handle(
                List.of(
                    event(0, "broker", "fr"),
                    event(1, "broker", "de"),
                    event(2, "elsewhere", "fr")));

    assertThat(batch.answers())
        .singleElement()
        .satisfies(
            given -> {
              assertThat(given.record()).isEqualTo(1);
              assertThat(given.model()).isEqualTo("german");
              assertThat(given.answer().label()).isEqualTo("t");
            });
    assertThat(batch.rejected()).isEmpty();
    assertThat(batch.records()).hasSize(1);
  }

  @Test
  void aModelThatARouteNamesTwiceScoresOnce() {
    BatchPolicy policy =
        policy(
            10_000,
            Explaining.nothing(),
            new Route(Optional.empty(), Optional.empty(), Map.of(), List.of("triage", "triage")));

    assertThat(labels(handler(policy).handle(List.of(Records.text(0, "once")))))
        .containsExactly("once");
  }
}
