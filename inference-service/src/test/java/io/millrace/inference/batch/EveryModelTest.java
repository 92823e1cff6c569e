package io.millrace.inference.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.events.EventJson;
import io.millrace.events.Inference;
import io.millrace.events.SensorEvent;
import io.millrace.events.Topics;
import io.millrace.inference.loop.Records;
import io.millrace.releases.ModelMissingException;
import io.millrace.serving.FrameClassifier;
import io.millrace.serving.ModelManifest;
import io.millrace.serving.TinyBundles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where events are for whatever model there is that can take them. */
class EveryModelTest {

  @TempDir Path root;

  private final FakeModels<SensorEvent> models = new FakeModels<>();

  @Test
  void aFrameIsScoredByTheModelsThatReadItsChannels() {
    try (ClassifierScorer<SensorEvent, double[][]> two = scorer("two", List.of("x", "y"));
        ClassifierScorer<SensorEvent, double[][]> other = scorer("other", List.of("p", "q"));
        ClassifierScorer<SensorEvent, double[][]> again = scorer("again", List.of("x", "y"))) {
      models.with("two", two).with("other", other).with("again", again);

      List<ProducerRecord<byte[], byte[]>> outputs =
          handle(
              frame("{\"x\":[1,1,1,1],\"y\":[0,0,0,0]}"),
              frame("{\"q\":[1,1,1,1],\"p\":[0,0,0,0]}"),
              frame("{\"z\":[1,1,1,1]}"));

      assertThat(outputs)
          .extracting(ProducerRecord::topic)
          .containsExactly(
              Topics.INFERENCES, Topics.INFERENCES, Topics.INFERENCES, Topics.REJECTED_EVENTS);
      assertThat(outputs.subList(0, 3))
          .extracting(output -> EventJson.read(Inference.class, output.value()).model())
          .containsExactly("two", "again", "other");
      assertThat(Records.header(outputs.get(3), "millrace_reason")).contains("the event has [z]");
    }
  }

  @Test
  void withoutAnyModelARecordWaits() {
    assertThatThrownBy(() -> handle(frame("{\"x\":[1,1,1,1]}")))
        .isInstanceOf(ModelMissingException.class);
  }

  private ClassifierScorer<SensorEvent, double[][]> scorer(String name, List<String> channels) {
    ModelManifest manifest =
        ModelManifest.frameClassification(name, "1", List.of("idle", "busy"), channels, 4);
    return new ClassifierScorer<>(
        new Frames(), FrameClassifier.load(TinyBundles.frames(root, manifest)));
  }

  @SafeVarargs
  private List<ProducerRecord<byte[], byte[]>> handle(ConsumerRecord<byte[], byte[]>... frames) {
    BatchPolicy policy =
        new BatchPolicy(
            List.of(Route.all(Route.EVERY)),
            new Outlet(false, false),
            Explaining.nothing(),
            new RejectionWriter(10_000));
    return new BatchHandler<>(new Frames(), models, policy, () -> Duration.ZERO, System::nanoTime)
        .handle(List.of(frames))
        .records();
  }

  private static ConsumerRecord<byte[], byte[]> frame(String channels) {
    return Records.record(
        0,
        """
        {"id":"f","sensor":"host","at":"2026-01-01T00:00:00Z","rateHz":100,"channels":%s}"""
            .formatted(channels)
            .getBytes(UTF_8));
  }
}
