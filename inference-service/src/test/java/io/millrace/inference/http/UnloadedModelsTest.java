package io.millrace.inference.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.inference.UnstartedService;
import io.millrace.releases.Announcements;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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
