package io.millrace.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

class WarmUpTest {

  private static final ModelManifest ANY_LENGTH =
      ModelManifest.frameClassification(
          "contention", "1", TinyBundles.FRAME_LABELS, List.of("x", "y"), 0);

  @TempDir Path root;

  @Test
  void everyShapeOfTextsIsRunAndTimed() {
    try (Classifier<String> classifier =
        TextClassifier.load(TinyBundles.text(root, "triage", "1"))) {
      List<ShapeTime> times = classifier.warmUp();

      assertThat(times).extracting(ShapeTime::shape).isEqualTo(classifier.shapes());
      assertThat(classifier.shapes())
          .hasSize(6 * 3)
          .startsWith("1x16", "2x16")
          .endsWith("16x64", "32x64");
      assertThat(times).extracting(ShapeTime::rows).startsWith(1, 2, 4, 8, 16, 32);
      assertThat(times).allSatisfy(each -> assertThat(each.time()).isPositive());
    }
  }

  @Test
  void aStartRunsTheCornersOfTheShapesOfTexts() {
    try (Classifier<String> classifier =
        TextClassifier.load(TinyBundles.text(root, "triage", "1"))) {
      assertThat(classifier.warmUpCorners())
          .extracting(ShapeTime::shape)
          .containsExactly("1x16", "32x16", "2x64");
    }
  }

  @Test
  void aModelOfFewTokensIsWarmedThoughLongTextsAreRejected() {
    ModelManifest few = ModelManifest.textClassification("triage", "1", TinyBundles.TEXT_LABELS, 3);
    ServingOptions rejecting = ServingOptions.defaults().withOverLong(OverLong.REJECT);
    try (Classifier<String> classifier =
        TextClassifier.load(TinyBundles.text(root, few), rejecting)) {
      assertThat(classifier.warmUp()).extracting(ShapeTime::shape).startsWith("1x3").hasSize(6);
    }
  }

  @Test
  void framesOfOneLengthHaveOneShapeForEachBatchSize() {
    try (Classifier<double[][]> classifier =
        FrameClassifier.load(TinyBundles.frames(root, "contention", "1"))) {
      assertThat(classifier.warmUp())
          .extracting(ShapeTime::shape)
          .containsExactly("1x4", "2x4", "4x4", "8x4", "16x4", "32x4");
    }
  }

  @Test
  void framesOfAnyLengthAreWarmedOnAFew() {
    try (Classifier<double[][]> classifier =
        FrameClassifier.load(TinyBundles.frames(root, ANY_LENGTH))) {
      assertThat(classifier.warmUp())
          .extracting(ShapeTime::shape)
          .hasSize(6 * 3)
          .contains("1x16", "32x256");
    }
  }

  @Test
  void aNetworkThatKnowsTooFewPositionsFailsOnTheFirstShapeThatIsLonger() throws Exception {
    ModelBundle bundle = TinyBundles.text(root, "triage", "1");
    withPositions(bundle, 32);
    try (Classifier<String> classifier = TextClassifier.load(bundle)) {
      assertThatThrownBy(classifier::warmUp)
          .isInstanceOf(InvalidBundleException.class)
          .hasMessageStartingWith(
              bundle.savedModel() + ": the network fails on shape 1x64: indices");
    }
  }

  @Test
  void answersOfAnotherShapeThanPromisedAreFoundOnWarmUp() throws Exception {
    ModelBundle bundle = TinyBundles.frames(root, ANY_LENGTH);
    withOneScoreASample(bundle);
    try (Classifier<double[][]> classifier = FrameClassifier.load(bundle)) {
      assertThatThrownBy(classifier::warmUp)
          .isInstanceOf(InvalidBundleException.class)
          .hasMessage(
              bundle.savedModel()
                  + ": the network fails on shape 1x16: model contention 1: output probabilities"
                  + " float32 [any, 2] came back as [1, 16] for a batch of 1, not as promised");
    }
  }

  @Test
  void oneAnswerForAWholeBatchIsFoundOnWarmUp() throws Exception {
    ModelBundle bundle = TinyBundles.frames(root, "contention", "1");
    withOneAnswerABatch(bundle);
    try (Classifier<double[][]> classifier = FrameClassifier.load(bundle)) {
      assertThatThrownBy(classifier::warmUp)
          .isInstanceOf(InvalidBundleException.class)
          .hasMessageContaining("fails on shape 2x4")
          .hasMessageContaining("came back as [1, 2] for a batch of 2, not as promised");
    }
  }

  @Test
  void aClosedModelCannotBeWarmed() {
    Classifier<double[][]> classifier =
        FrameClassifier.load(TinyBundles.frames(root, "contention", "1"));
    classifier.close();

    assertThatThrownBy(classifier::warmUp)
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageContaining("the network fails on shape 1x4: model contention 1 cannot run now");
  }

  @Test
  void aShapeIsTimedByItsBestRun() {
    Duration[] pauses = {Duration.ofMillis(30), Duration.ofMillis(1), Duration.ofMillis(20)};
    int[] run = {0};

    List<ShapeTime> times =
        WarmUp.of(
            TinyBundles.frames(root, "contention", "1"),
            List.of(new BatchShape(8, 64)),
            shape -> spin(pauses[run[0]++]));

    assertThat(run[0]).isEqualTo(3);
    assertThat(times.get(0).time()).isBetween(Duration.ofMillis(1), Duration.ofMillis(20));
  }

  /** Work of a known length. */
  private static void spin(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  private static void withPositions(ModelBundle bundle, int positions) throws Exception {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TInt32> ids = tf.placeholder(TInt32.class, TinyBundles.shape(-1, -1));
      Placeholder<TInt32> mask = tf.placeholder(TInt32.class, TinyBundles.shape(-1, -1));
      Operand<TInt32> at =
          tf.math.cumsum(tf.onesLike(ids), tf.constant(1)); // [batch, length], from 1
      Operand<TFloat32> embedded =
          tf.gather(
              tf.zeros(tf.constant(new int[] {positions + 1, 2}), TFloat32.class),
              at,
              tf.constant(0));
      TinySavedModel.write(
          bundle.savedModel(),
          graph,
          "serve",
          Map.of("input_ids", ids, "attention_mask", mask),
          Map.of("probabilities", tf.nn.softmax(tf.sum(embedded, tf.constant(1)))));
    }
  }

  private static void withOneScoreASample(ModelBundle bundle) throws Exception {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> frames = tf.placeholder(TFloat32.class, TinyBundles.shape(-1, -1, 2));
      TinySavedModel.write(
          bundle.savedModel(),
          graph,
          "serve",
          Map.of("frames", frames),
          Map.of("probabilities", tf.math.mean(frames, tf.constant(2))));
    }
  }

  private static void withOneAnswerABatch(ModelBundle bundle) throws Exception {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> frames = tf.placeholder(TFloat32.class, TinyBundles.shape(-1, 4, 2));
      Operand<TFloat32> means = tf.math.mean(frames, tf.constant(1));
      Operand<TFloat32> first =
          tf.slice(
              means,
              tf.constant(new int[] {0, 0}),
              tf.math.minimum(tf.shape(means), tf.constant(new int[] {1, 2})));
      TinySavedModel.write(
          bundle.savedModel(),
          graph,
          "serve",
          Map.of("frames", frames),
          Map.of("probabilities", tf.nn.softmax(first)));
    }
  }
}
