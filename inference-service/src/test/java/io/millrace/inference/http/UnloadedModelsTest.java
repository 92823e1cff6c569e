package io.millrace.inference.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.events.EventJson;
import io.millrace.events.ModelRelease;
import io.millrace.inference.UnstartedService;
import io.millrace.releases.Announcements;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.TinyBundles;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.resteasy.reactive.RestResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnloadedModelsTest {

  private final ModelsResource resource =
      new ModelsResource(
          UnstartedService.create(),
          new Announcements(
              List::of,
              () -> {
                throw new AssertionError("nothing is released");
              },
              Clock.systemUTC()));

  @Test
  void aReleaseIsAcceptedWhenKafkaHasIt(@TempDir Path root) {
    ModelBundle bundle = TinyBundles.frames(root, "contention", "1");
    MockProducer<byte[], byte[]> producer =
        new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    ModelsResource releasing =
        new ModelsResource(
            UnstartedService.create(),
            new Announcements(() -> List.of(bundle), () -> producer, Clock.systemUTC()));

    RestResponse<Object> answer =
        releasing.release("contention", "{\"version\":\"1\"}".getBytes(UTF_8));

    assertThat(answer.getStatus()).isEqualTo(202);
    assertThat(answer.getEntity())
        .isEqualTo(EventJson.read(ModelRelease.class, producer.history().get(0).value()));
  }

  @Test
  void beforeModelsAreLoadedThereAreNone() {
    assertThat(resource.list()).isEmpty();
    assertThat(resource.get("triage").getStatus()).isEqualTo(404);
    assertThat(
            resource
                .infer(
                    "triage",
                    "serving",
                    Optional.empty(),
                    Optional.empty(),
                    "{\"text\":\"a\"}".getBytes(UTF_8))
                .getStatus())
        .isEqualTo(404);
  }
}
