package io.millrace.inference.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.events.EventJson;
import io.millrace.events.Inference;
import io.millrace.events.SensorEvent;
import io.millrace.inference.loop.Records;
import io.millrace.serving.FrameClassifier;
import io.millrace.serving.TinyBundles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FramesTest {

  @TempDir Path root;

  @Test
  void eachFrameThatDoesNotFitTheModelIsRejectedWithWhatWasExpected() {
    List<ProducerRecord<byte[], byte[]>> outputs =
        handle(
            frame("{\"y\":[0,0,0,0],\"x\":[1,1,1,1]}"),
            frame("{\"x\":[1,1,1,1]}"),
            frame("{\"x\":[1,1],\"y\":[1,1]}"),
            frame("{\"x\":[1,1,1,1],\"y\":[1,1,1]}"),
            frame("{\"x\":[1,1,1,1],\"y\":[1,1,1,NaN]}"),
            frame("{\"x\":[1,1,1,1],\"y\":[1,1,1,1e39]}"),
            frame("{\"x\":[0,0,0,0],\"y\":[1,1,1,1]}"));

    assertThat(label(outputs.get(0))).isEqualTo("idle");
    assertThat(reason(outputs.get(1)))
        .isEqualTo("infer channels: the model reads [x, y], the event has [x]");
    assertThat(reason(outputs.get(2)))
        .isEqualTo("infer channels: the model reads 4 samples a channel, the event has 2");
    assertThat(reason(outputs.get(3))).startsWith("decode channels.y: ");
    assertThat(reason(outputs.get(4))).startsWith("decode ");
    assertThat(reason(outputs.get(5)))
        .startsWith("infer frame 0: expected samples that are finite");
    assertThat(label(outputs.get(6))).isEqualTo("busy");
  }

  @SafeVarargs
  private List<ProducerRecord<byte[], byte[]>> handle(ConsumerRecord<byte[], byte[]>... frames) {
    FrameClassifier classifier = FrameClassifier.load(TinyBundles.frames(root, "contention", "1"));
    try (ClassifierScorer<SensorEvent, double[][]> scorer =
        new ClassifierScorer<>(new Frames(), classifier)) {
      BatchPolicy policy =
          new BatchPolicy(
              List.of(Route.all("contention")),
              new Outlet(false, false),
              Explaining.nothing(),
              new RejectionWriter(10_000));
      return new BatchHandler<>(
              new Frames(),
              new FakeModels<SensorEvent>().with("contention", scorer),
              policy,
              () -> Duration.ZERO,
              System::nanoTime)
          .handle(List.of(frames))
          .records();
    }
  }

  private static ConsumerRecord<byte[], byte[]> frame(String channels) {
    return Records.record(
        0,
        """
        {"id":"f","sensor":"host","at":"2026-01-01T00:00:00Z","rateHz":100,"channels":%s}"""
            .formatted(channels)
            .getBytes(UTF_8));
  }

  private static String label(ProducerRecord<byte[], byte[]> output) {
    return EventJson.read(Inference.class, output.value()).label();
  }

  private static String reason(ProducerRecord<byte[], byte[]> output) {
    return Records.header(output, "millrace_stage")
        + " "
        + Records.header(output, "millrace_reason");
  }
}
