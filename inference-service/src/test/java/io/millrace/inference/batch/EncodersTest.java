package io.millrace.inference.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.events.Embedding;
import io.millrace.events.EventJson;
import io.millrace.events.Inference;
import io.millrace.events.TextEvent;
import io.millrace.events.Topics;
import io.millrace.inference.loop.Records;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.ServingOptions;
import io.millrace.serving.TinyBundles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real networks, which give the votes for calm and for alarm as the vector of a text. */
class EncodersTest {

  @TempDir Path root;

  private final FakeModels<TextEvent> models = new FakeModels<>();
  private ClassifierScorer<TextEvent, String> encoder;
  private ClassifierScorer<TextEvent, String> triage;

  @AfterEach
  void close() {
    encoder.close();
    triage.close();
  }

  @Test
  void eachEventGivesItsVectorOrARejectionAndNoInference() {
    HandledBatch batch =
        handle(
            policy(Explaining.nothing(), Route.all("encoder")),
            Records.text(0, "fire"),
            Records.text(1, "nothing"),
            Records.json(2, "{"),
            Records.text(3, "fine fire"));

    assertThat(batch.records())
        .extracting(ProducerRecord::topic)
        .containsExactly(
            Topics.EMBEDDINGS, Topics.REJECTED_EVENTS, Topics.REJECTED_EVENTS, Topics.EMBEDDINGS);
    assertThat(Records.header(batch.records().get(1), "millrace_reason"))
        .isEqualTo("model encoder 1: output embedding holds NaN in row 0");
    ProducerRecord<byte[], byte[]> last = batch.records().get(3);
    assertThat(last.key()).asString(StandardCharsets.UTF_8).isEqualTo("broker");
    assertThat(Records.header(last, "ce_id")).isEqualTo("e3|encoder|1");
    Embedding embedding = EventJson.read(Embedding.class, last.value());
    assertThat(embedding.vector()).containsExactly(1, 2);
    assertThat(embedding.kind()).isEqualTo("text");
  }

  @Test
  void aRouteMayNameAClassifierAndAnEncoder() {
    Route both =
        new Route(Optional.empty(), Optional.empty(), Map.of(), List.of("triage", "encoder"));

    HandledBatch batch =
        handle(
            policy(Explaining.nothing(), both), Records.text(0, "fire"), Records.text(1, "fine"));

    assertThat(batch.records())
        .extracting(ProducerRecord::topic)
        .containsExactly(
            Topics.INFERENCES, Topics.EMBEDDINGS, Topics.INFERENCES, Topics.EMBEDDINGS);
    assertThat(EventJson.read(Inference.class, batch.records().get(0).value()).label())
        .isEqualTo("alarm");
  }

  @Test
  void noVectorIsExplained() {
    Explaining all = new Explaining(Set.of("unknown", "calm", "alarm"), Duration.ofSeconds(10));

    HandledBatch batch = handle(policy(all, Route.all("encoder")), Records.text(0, "fire"));

    assertThat(batch.records())
        .extracting(ProducerRecord::topic)
        .containsExactly(Topics.EMBEDDINGS);
    assertThat(batch.times().byStage().get("explain")).isEqualTo(Duration.ZERO);
  }

  @Test
  void aShadowsVectorsAreHeardButNotWritten() {
    BatchPolicy policy = policy(Explaining.nothing(), Route.all("encoder")).shadow("encoder");

    HandledBatch batch = handle(policy, Records.text(0, "fire"), Records.text(1, "nothing"));

    assertThat(batch.records()).isEmpty();
    assertThat(batch.answers())
        .singleElement()
        .satisfies(
            given -> {
              assertThat(given.record()).isZero();
              assertThat(given.answer().embedding()).containsExactly(0, 2);
            });
  }

  @SafeVarargs
  private HandledBatch handle(BatchPolicy policy, ConsumerRecord<byte[], byte[]>... records) {
    encoder = scorer(TinyBundles.encoder(root, "encoder", "1"));
    triage = scorer(TinyBundles.text(root, "triage", "1"));
    models.with("encoder", encoder).with("triage", triage);
    return new BatchHandler<>(new Texts(), models, policy, () -> Duration.ZERO, System::nanoTime)
        .handle(List.of(records));
  }

  private static ClassifierScorer<TextEvent, String> scorer(ModelBundle bundle) {
    Texts texts = new Texts();
    return new ClassifierScorer<>(texts, texts.load(bundle, ServingOptions.defaults()));
  }

  private static BatchPolicy policy(Explaining explaining, Route route) {
    return new BatchPolicy(
        List.of(route), new Outlet(false, false), explaining, new RejectionWriter(10_000));
  }
}
