package io.millrace.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Explanations by a network's own map over time. */
class MappedExplanationTest {

  private static final Duration AMPLE = Duration.ofMinutes(1);
  private static final double[][] FRAME = {{1, 1, 1, 0}, {1, 4, 4, 2}}; // of idle, of busy

  @TempDir Path root;

  @Test
  void thePartsAreStretchesOfOneEvidenceAndTheirWeightsMakeTheLogitsDistanceFromTheMean() {
    Explanation explanation = explain(4, AMPLE);

    assertThat(explanation.label()).isEqualTo("busy");
    assertThat(explanation.complete()).isTrue();
    assertThat(explanation.parts())
        .containsExactly(
            new Explanation.Part(0, 1, "", 0),
            new Explanation.Part(1, 3, "", 2 * 1.5 / 4),
            new Explanation.Part(3, 4, "", 1.0 / 4));
    double busy = 11 / 4.0; // the logit
    double idle = 3 / 4.0;
    double weights = explanation.parts().stream().mapToDouble(Explanation.Part::weight).sum();
    assertThat(weights).isCloseTo(busy - (busy + idle) / 2, within(1e-6));
  }

  @Test
  void aNetworkForFramesOfAnyLengthIsExplainedLikewise() {
    assertThat(explain(0, AMPLE)).isEqualTo(explain(4, AMPLE));
  }

  @Test
  void aBudgetOfNoTimeGivesAnIncompleteExplanationWithoutParts() {
    assertThat(explain(4, Duration.ZERO)).isEqualTo(new Explanation("busy", List.of(), false));
  }

  @Test
  void explainingLeavesNothingNativeBehind() {
    NativeLedger ledger = NativeLedger.ofThisProcess();
    long before = ledger.liveBytes();

    explain(4, AMPLE);

    assertThat(ledger.liveBytes()).isEqualTo(before);
    assertThat(ledger.openTensors()).isZero();
  }

  @Test
  void aMapOfAnotherShapeIsRefusedByName() {
    ModelBundle bundle =
        TinyBundles.frames(
            root, manifest(4), (tf, frames) -> Collections.singletonMap("activation_map", frames));

    assertThatThrownBy(() -> FrameClassifier.load(bundle))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageContaining("output activation_map float32 [any, 2, 4]")
        .hasMessageContaining("activation_map float32 [any, 4, 2]");
  }

  private Explanation explain(int sampleLength, Duration budget) {
    ModelBundle bundle = TinyBundles.mappedFrames(root, manifest(sampleLength));
    try (FrameClassifier classifier = FrameClassifier.load(bundle)) {
      Classification answer =
          classifier.classify(Collections.singletonList(FRAME)).answers().get(0);
      return classifier.explain(FRAME, answer, budget);
    }
  }

  private static ModelManifest manifest(int sampleLength) {
    return ModelManifest.frameClassification(
        "contention", "1", TinyBundles.FRAME_LABELS, List.of("x", "y"), sampleLength);
  }
}
