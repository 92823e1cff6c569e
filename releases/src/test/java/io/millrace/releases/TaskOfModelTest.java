package io.millrace.releases;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.events.ModelRelease.Role;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.NativeLedger;
import io.millrace.serving.ServingOptions;
import io.millrace.serving.Task;
import io.millrace.serving.TextClassifier;
import io.millrace.serving.TinyBundles;
import io.millrace.serving.life.ModelState;
import io.millrace.serving.life.Trial;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a shelf whose loader takes classifiers and encoders. */
class TaskOfModelTest {

  @TempDir Path root;

  private record AnyText() implements Loader<TextClassifier> {

    @Override
    public Set<Task> tasks() {
      return Set.of(Task.TEXT_CLASSIFICATION, Task.TEXT_EMBEDDING);
    }

    @Override
    public TextClassifier load(ModelBundle bundle) {
      return TextClassifier.loadAny(bundle, ServingOptions.defaults());
    }
  }

  private final Shelf<TextClassifier> shelf =
      Shelf.of(
          List.of("texts"),
          new AnyText(),
          new Workshop(
              new Trial(1e6),
              new MemoryLimit(Optional.empty(), () -> 0),
              Runnable::run,
              Clock.systemUTC(),
              new ModelMetrics(new SimpleMeterRegistry(), NativeLedger.ofThisProcess())));
  private final ServedModel<TextClassifier> model = shelf.find("texts").orElseThrow();

  @AfterEach
  void close() {
    shelf.close();
  }

  @Test
  void anEncoderIsTriedServedAndSwappedAsAnyModel() {
    bringIn(TinyBundles.encoder(root, "texts", "1"), Role.SERVING);

    boolean swapped = bringIn(TinyBundles.encoder(root, "texts", "2"), Role.SERVING);

    assertThat(swapped).isTrue();
    assertThat(model.lives())
        .extracting(life -> life.state().word())
        .containsExactly("closed", "serving");
    assertThat(ModelView.of(model.lives().get(1)).task()).isEqualTo("text-embedding");
  }

  @Test
  void aVersionForAnotherTaskNeedsAnotherNameInEitherRole() {
    bringIn(TinyBundles.text(root, "texts", "1"), Role.SERVING);
    ModelBundle encoder = TinyBundles.encoder(root, "texts", "2");

    for (Role role : Role.values()) {
      assertThat(bringIn(encoder, role)).isFalse();

      assertThat(model.lives().get(model.lives().size() - 1).state())
          .isEqualTo(
              new ModelState.Refused(
                  "model texts 2 is for text-embedding, and texts 1, which serves, for"
                      + " text-classification: it needs another name"));
    }
  }

  private boolean bringIn(ModelBundle bundle, Role role) {
    Candidate candidate =
        new Candidate("texts", bundle.manifest().version(), role, "file:/somewhere", "ab");
    return model.bringIn(candidate, () -> bundle);
  }
}
