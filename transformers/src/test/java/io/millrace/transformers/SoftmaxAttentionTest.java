package io.millrace.transformers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Offset.offset;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** The variants of attention, each by its own law. */
class SoftmaxAttentionTest {

  private static final int LENGTH = 6;
  private static final int WIDTH = 12;
  private static final int HEADS = 3;
  private static final AttentionWeights SOFTMAX = AttentionWeights.softmax();
  private static final AttentionWeights CLIPPED = new ClippedSoftmax(1, -0.025f);
  private static final int[] SHUFFLED = {3, 0, 4, 1, 5, 2};
  private static final int[] REVERSED = {5, 4, 3, 2, 1, 0};

  private final float[] tokens = Samples.uniform(new SplittableRandom(5), LENGTH * WIDTH);

  static Stream<SoftmaxAttention> blindToPlaces() {
    return Stream.of(
        attention(PositionBias.none(), SOFTMAX, false),
        attention(PositionBias.none(), CLIPPED, false),
        attention(PositionBias.none(), SOFTMAX, true));
  }

  @ParameterizedTest
  @MethodSource("blindToPlaces")
  void withoutAPositionBiasAttentionCommutesWithPermutingTokens(SoftmaxAttention attention) {
    float[] expected = permuted(mix(attention, tokens), SHUFFLED);

    assertClose(mix(attention, permuted(tokens, SHUFFLED)), expected);
  }

  @Test
  void alibiCommutesWithReversingButNotWithShuffling() {
    SoftmaxAttention alibi = attention(new AlibiBias(), SOFTMAX, false);
    float[] output = mix(alibi, tokens);

    assertClose(mix(alibi, permuted(tokens, REVERSED)), permuted(output, REVERSED));
    assertThat(distance(mix(alibi, permuted(tokens, SHUFFLED)), permuted(output, SHUFFLED)))
        .isGreaterThan(1e-3);
  }

  @Test
  void alibisSlopesAreGeometricForAnyNumberOfHeads() {
    assertThat(AlibiBias.slopes(2)).containsExactly(1 / 16f, 1 / 256f);
    assertThat(AlibiBias.slopes(3))
        .containsExactly(new float[] {0.1574901f, 0.0248031f, 0.00390625f}, offset(1e-7f));
  }

  @Test
  void aSmallWeightIsClippedToExactlyZeroAndALargeOneToExactlyOne() {
    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> scores = harness.input(Shape.of(1, 1, 1, 3), new float[] {0, 6, 1});

      float[] weights = harness.run(new ClippedSoftmax(1.1f, -0.1f).of(harness.tf, scores));

      assertThat(weights).containsExactly(0f, 1f, 0f);
    }
  }

  @Test
  void aPaddedKeyWeighsExactlyNothing() {
    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> scores = harness.input(Shape.of(1, 1, 1, 3), new float[] {0, 60, 1});
      Mask mask = new Mask(harness.input(Shape.of(1, 3), new float[] {1, 0, 1}));
      Operand<TFloat32> walled = mask.block(harness.tf, scores);

      assertThat(harness.run(SOFTMAX.of(harness.tf, walled))[1]).isZero();
      assertThat(harness.run(CLIPPED.of(harness.tf, walled))[1]).isZero();
    }
  }

  @Test
  void aClosedGateSilencesItsHead() {
    RandomWeights weights = new RandomWeights(3);
    SoftmaxAttention gated = attention(PositionBias.none(), SOFTMAX, true);
    mix(gated, tokens, weights);
    Checkpoint closed =
        weights.checkpoint(
            (path, value) -> path.equals("gate/bias") ? new double[] {-200, -200, -200} : value);

    float[] output = mix(gated, tokens, closed);

    double[] bias = weights.values.get("output/bias");
    for (int i = 0; i < output.length; i++) {
      assertThat(output[i]).isEqualTo((float) bias[i % WIDTH]);
    }
  }

  @Test
  void clippingThatWouldWakePaddingIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClippedSoftmax(1, 0.1f))
        .withMessage("zeta must be at least 1 and gamma at most 0, not 1.0 and 0.1");
  }

  private static SoftmaxAttention attention(
      PositionBias bias, AttentionWeights weighting, boolean gated) {
    return new SoftmaxAttention(HEADS, 0, bias, weighting, gated);
  }

  private static float[] mix(SoftmaxAttention attention, float[] tokens) {
    return mix(attention, tokens, new RandomWeights(3));
  }

  private static float[] mix(SoftmaxAttention attention, float[] tokens, Weights weights) {
    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> in = harness.sequences(Shape.of(1, LENGTH, WIDTH), tokens);
      return harness.run(attention.mix(Scope.serving(harness.tf, weights), in, Mask.none()));
    }
  }

  private static float[] permuted(float[] x, int[] order) {
    float[] y = new float[x.length];
    for (int row = 0; row < LENGTH; row++) {
      System.arraycopy(x, order[row] * WIDTH, y, row * WIDTH, WIDTH);
    }
    return y;
  }

  private static void assertClose(float[] actual, float[] expected) {
    assertThat(distance(actual, expected)).isLessThan(1e-6);
  }

  private static double distance(float[] a, float[] b) {
    double distance = 0;
    for (int i = 0; i < a.length; i++) {
      distance = Math.max(distance, Math.abs(a[i] - b[i]));
    }
    return distance;
  }
}
