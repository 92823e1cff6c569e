package io.millrace.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameClassifierTest {

  @TempDir Path root;

  @Test
  void everyFrameOfManyLengthsGetsItsOwnAnswer() {
    Random random = new Random(3);
    ModelManifest anyLength =
        ModelManifest.frameClassification(
            "contention", "1", TinyBundles.FRAME_LABELS, List.of("x", "y"), 0);
    List<double[][]> frames = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      int samples = 1 + random.nextInt(3);
      frames.add(
          new double[][] {
            random.doubles(samples, -2, 2).toArray(), random.doubles(samples, -2, 2).toArray()
          });
    }
    try (FrameClassifier classifier = FrameClassifier.load(TinyBundles.frames(root, anyLength))) {
      List<Classification> answers = classifier.classify(frames).answers();

      for (int i = 0; i < frames.size(); i++) {
        assertThat(answers.get(i).scores().get("busy"))
            .isCloseTo(expectedBusy(frames.get(i)), within(1e-5));
      }
    }
  }

  @Test
  void equalFramesOfACallAreComputedOnce() {
    List<double[][]> frames =
        List.of(frame(0, 1), frame(2, 1), frame(0, 1), frame(0, 1), frame(-0.0, 1));
    try (FrameClassifier classifier =
        FrameClassifier.load(TinyBundles.frames(root, "contention", "1"))) {
      Classified classified = classifier.classify(frames);

      assertThat(classified.answers())
          .extracting(Classification::label)
          .containsExactly("busy", "idle", "busy", "busy", "busy");
      assertThat(classified.work().inputs()).isEqualTo(5);
      assertThat(classified.work().computed()).isEqualTo(3);
      assertThat(classified.work().tokens()).isEqualTo(3 * 2 * 4);
      assertThat(classified.work().paddedTokens()).isEqualTo(4 * 2 * 4);
    }
  }

  @Test
  void aNetworkWithoutEmbeddingsAnswersWithoutOne() {
    try (FrameClassifier classifier =
        FrameClassifier.load(
            TinyBundles.frames(root, "contention", "1"),
            ServingOptions.defaults().withEmbeddings(true))) {
      Classification answer =
          classifier.classify(Collections.singletonList(frame(0, 1))).answers().get(0);

      assertThat(answer.embedding()).isEmpty();
    }
  }

  @Test
  void aFrameOfAnotherShapeOrWithANumberTooLargeIsNamed() {
    double[] four = new double[4];
    try (FrameClassifier classifier =
        FrameClassifier.load(TinyBundles.frames(root, "contention", "1"))) {
      assertRefused(classifier, new double[][] {four}, "2 channels, found 1 channels");
      assertRefused(classifier, new double[][] {four, {1}}, "4 samples a channel, found 1 samples");
      assertRefused(
          classifier,
          new double[][] {four, {0, 0, 0, 1e39}},
          "samples that are finite 32-bit floats, found 1.0E39");
    }
  }

  @Test
  void aClosedModelSaysThatItIsNotTheInputsFault() {
    FrameClassifier classifier = FrameClassifier.load(TinyBundles.frames(root, "contention", "1"));
    classifier.close();

    assertThatThrownBy(() -> classifier.classify(Collections.nCopies(1, new double[2][4])))
        .isInstanceOf(ModelUnavailableException.class)
        .hasMessageStartingWith("model contention 1 cannot run now: ");
  }

  private static double[][] frame(double x, double y) {
    return new double[][] {{x, x, x, x}, {y, y, y, y}};
  }

  private static void assertRefused(FrameClassifier classifier, double[][] frame, String problem) {
    double[][] right = new double[2][4];
    assertThatThrownBy(() -> classifier.classify(List.of(right, frame)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("frame 1: expected " + problem);
  }

  private static double expectedBusy(double[][] frame) {
    double idle = Arrays.stream(frame[0]).average().orElseThrow();
    double busy = Arrays.stream(frame[1]).average().orElseThrow();
    return 1 / (1 + Math.exp(idle - busy));
  }
}
