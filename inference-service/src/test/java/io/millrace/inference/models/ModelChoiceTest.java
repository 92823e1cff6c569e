package io.millrace.inference.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.inference.batch.Texts;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.Task;
import io.millrace.serving.TinyBundles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelChoiceTest {

  @TempDir Path root;

  @Test
  void theOnlyModelOfATaskIsTaken() {
    TinyBundles.frames(root, "contention", "9");
    TinyBundles.frames(root, "contention", "10");
    TinyBundles.text(root, "triage", "1");

    assertThat(name(Optional.empty())).contains("contention");
  }

  @Test
  void ofSeveralTheConfiguredOneIsTaken() {
    TinyBundles.frames(root, "contention", "1");
    TinyBundles.frames(root, "vibration", "1");

    assertThat(name(Optional.of("vibration"))).contains("vibration");
    assertThatThrownBy(() -> name(Optional.empty()))
        .hasMessage(
            "millrace.sensor.model: must be one of [contention, vibration],"
                + " the frame-classification models in [%s]",
            root);
  }

  @Test
  void aConfiguredModelMayBeBroughtByARelease() {
    TinyBundles.text(root, "triage", "1");

    assertThat(name(Optional.empty())).isEmpty();
    assertThat(name(Optional.of("contention"))).contains("contention");
  }

  @Test
  void anEncoderIsTakenOnlyWhereThereIsNoClassifier() {
    TinyBundles.encoder(root, "encoder", "1");
    assertThat(text()).contains("encoder");

    TinyBundles.text(root, "triage", "1");

    assertThat(text()).contains("triage");
  }

  private Optional<String> text() {
    return new ModelChoice(new Texts().tasks(), "millrace.text.model", Optional.empty())
        .name(ModelBundle.findAll(List.of(root)), List.of(root));
  }

  private Optional<String> name(Optional<String> configured) {
    return new ModelChoice(List.of(Task.FRAME_CLASSIFICATION), "millrace.sensor.model", configured)
        .name(ModelBundle.findAll(List.of(root)), List.of(root));
  }
}
