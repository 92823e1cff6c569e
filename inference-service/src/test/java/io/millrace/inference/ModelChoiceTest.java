package io.millrace.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
  void theOnlyModelOfATaskIsTakenNewestFirst() {
    TinyBundles.frames(root, "contention", "9");
    TinyBundles.frames(root, "contention", "10");
    TinyBundles.text(root, "triage", "1");

    assertThat(versions(Optional.empty()))
        .extracting(ModelBundle::toString)
        .containsExactly("contention 10", "contention 9");
  }

  @Test
  void ofSeveralTheConfiguredOneIsTaken() {
    TinyBundles.frames(root, "contention", "1");
    TinyBundles.frames(root, "vibration", "1");

    assertThat(versions(Optional.of("vibration")))
        .extracting(ModelBundle::toString)
        .containsExactly("vibration 1");
    assertThatThrownBy(() -> versions(Optional.empty()))
        .hasMessage(
            "millrace.sensor.model: must be one of [contention, vibration],"
                + " the frame-classification models in [%s]",
            root);
  }

  @Test
  void aConfiguredModelThatIsNotThereStopsTheStart() {
    TinyBundles.text(root, "triage", "1");

    assertThat(versions(Optional.empty())).isEmpty();
    assertThatThrownBy(() -> versions(Optional.of("triage")))
        .hasMessage(
            "millrace.sensor.model: no frame-classification model named triage in [%s], only []",
            root);
  }

  private List<ModelBundle> versions(Optional<String> configured) {
    return new ModelChoice(Task.FRAME_CLASSIFICATION, "millrace.sensor.model", configured)
        .versions(ModelBundle.findAll(List.of(root)), List.of(root));
  }
}
