package io.millrace.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Explanations by a network that says itself how much each token counted. */
class TokenWeightsTest {

  private static final Duration AMPLE = Duration.ofMinutes(1);
  private static final ModelManifest MANY =
      ModelManifest.textClassification("triage", "1", TinyBundles.TEXT_LABELS, 64).withManyLabels();

  /** e² of "fire" among "fine", "is" and two special tokens, which are e⁰ each. */
  private static final double FIRE = Math.exp(2) / (Math.exp(2) + 4);

  @TempDir Path root;

  @Test
  void eachTokenWeighsWhatTheNetworkSaysWhereItStands() {
    Explanation explanation = explain("fine is FIRE", "alarm", AMPLE);

    assertThat(explanation.label()).isEqualTo("alarm");
    assertThat(explanation.complete()).isTrue();
    assertThat(explanation.parts())
        .extracting(Explanation.Part::text)
        .containsExactly("fine", "is", "FIRE");
    assertThat(explanation.parts().get(2).start()).isEqualTo("fine is ".length());
    assertThat(explanation.parts().get(2).weight()).isCloseTo(FIRE, within(1e-6));
    assertThat(explanation.parts().get(0).weight()).isCloseTo((1 - FIRE) / 4, within(1e-6));
  }

  @Test
  void everyLabelHasWeightsOfItsOwn() {
    Explanation explanation = explain("fine is FIRE", "calm", AMPLE);

    assertThat(explanation.label()).isEqualTo("calm");
    assertThat(explanation.parts().get(0).weight())
        .isCloseTo(Math.E / (Math.E + Math.exp(0.1) + 3), within(1e-6));
  }

  @Test
  void withoutALabelTheAnswersOwnIsExplained() {
    try (TextClassifier classifier =
        TextClassifier.load(TinyBundles.textWithTokenWeights(root, MANY))) {
      Classification answer = classifier.classify(List.of("fire fine")).answers().get(0);

      Explanation explanation = classifier.explain("fire fine", answer, AMPLE);

      assertThat(explanation.label()).isEqualTo("alarm");
    }
  }

  @Test
  void aBudgetOfNoTimeGivesAnIncompleteExplanationWithoutParts() {
    Explanation explanation = explain("fire", "alarm", Duration.ZERO);

    assertThat(explanation).isEqualTo(new Explanation("alarm", List.of(), false));
  }

  @Test
  void aTextThatIsCutIsExplainedAsFarAsItIsRead() {
    Explanation explanation = explain("fire " + "x ".repeat(100), "alarm", AMPLE);

    assertThat(explanation.parts()).hasSize(62);
  }

  @Test
  void aLabelThatTheModelDoesNotHaveIsRefused() {
    assertThatThrownBy(() -> explain("fire", "idle", AMPLE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected a score of one of the labels [calm, alarm]");
  }

  @Test
  void weightsOfAnotherRankAreRefused() throws Exception {
    ModelBundle bundle = withWeights(TokenWeightsTest::votes);

    assertThatThrownBy(() -> TextClassifier.load(bundle))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageContaining(
            "expected signature serve with output token_weights float32 [any, 2, any]");
  }

  @Test
  void weightsOfOtherTokensThanThoseGivenAreNoAnswer() throws Exception {
    try (TextClassifier classifier =
        TextClassifier.load(withWeights((tf, numbers) -> ofTwoLabels(tf, butLast(tf, numbers))))) {
      Classification answer = classifier.classify(List.of("fire")).answers().get(0);

      assertThatThrownBy(() -> classifier.explain("fire", answer, AMPLE))
          .isInstanceOf(ModelOutputException.class)
          .hasMessageContaining("output token_weights has 30 numbers for a text of 16 tokens");
    }
  }

  @Test
  void explainingLeavesNothingNativeBehind() {
    long before = NativeLedger.ofThisProcess().liveBytes();
    try (TextClassifier classifier =
        TextClassifier.load(TinyBundles.textWithTokenWeights(root, MANY))) {
      Classification answer = classifier.classify(List.of("fire fine")).answers().get(0);
      classifier.explain("fire fine", answer, AMPLE);
    }

    assertThat(NativeLedger.ofThisProcess().liveBytes()).isEqualTo(before);
    assertThat(NativeLedger.ofThisProcess().openTensors()).isZero();
  }

  private Explanation explain(String text, String label, Duration budget) {
    try (TextClassifier classifier =
        TextClassifier.load(TinyBundles.textWithTokenWeights(root, MANY))) {
      Classification answer = classifier.classify(List.of(text)).answers().get(0);
      return classifier.explain(text, answer, label, budget);
    }
  }

  /** Sound but for its token weights, which are made of the ids as {@code [batch, length]}. */
  private ModelBundle withWeights(OfIds weights) throws Exception {
    ModelBundle bundle = TinyBundles.text(root, MANY);
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TInt32> ids = tf.placeholder(TInt32.class, TinyBundles.shape(-1, -1));
      Operand<TInt32> mask = tf.placeholder(TInt32.class, TinyBundles.shape(-1, -1));
      Operand<TFloat32> numbers = tf.dtypes.cast(tf.math.mul(ids, mask), TFloat32.class);
      TinySavedModel.write(
          bundle.savedModel(),
          graph,
          "serve",
          Map.of("input_ids", ids, "attention_mask", mask),
          Map.of(
              "probabilities", tf.math.sigmoid(votes(tf, numbers)),
              "token_weights", weights.apply(tf, numbers)));
    }
    return bundle;
  }

  /** Makes weights of ids. */
  interface OfIds extends BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> {}

  /** {@code [batch, label]}. */
  private static Operand<TFloat32> votes(Ops tf, Operand<TFloat32> numbers) {
    return ofTwoLabels(tf, tf.sum(numbers, tf.constant(1)));
  }

  private static Operand<TFloat32> ofTwoLabels(Ops tf, Operand<TFloat32> each) {
    return tf.stack(List.of(each, each), Stack.axis(1L));
  }

  private static Operand<TFloat32> butLast(Ops tf, Operand<TFloat32> numbers) {
    return tf.stridedSlice(numbers, Indices.all(), Indices.sliceTo(-1));
  }
}
