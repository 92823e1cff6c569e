package io.millrace.transformers.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.transformers.GraphHarness;
import io.millrace.transformers.RandomWeights;
import io.millrace.transformers.Samples;
import io.millrace.transformers.Scope;
import io.millrace.transformers.Slopes;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

class PoolingTest {

  private static final int INNER = 3;
  private static final int GROUPS = 2;
  private static final int OUTPUTS = PaddedTexts.LENGTHS.length * PaddedTexts.WIDTH;

  /** A pooling and what it is in plain loops. */
  record Case(Pooling pooling, Function<PlainTextHeads, Function<double[][], double[]>> plain) {

    double[] plain(RandomWeights weights, double[][] text) {
      return plain.apply(new PlainTextHeads(weights.values)).apply(text);
    }

    @Override
    public String toString() {
      return pooling.toString();
    }
  }

  static Stream<Case> poolings() {
    return Stream.of(
        new Case(Pooling.mean(), heads -> PlainTextHeads::mean),
        new Case(Pooling.first(), heads -> text -> text[0]),
        new Case(Pooling.attention(INNER), heads -> text -> heads.attentionPooled("", text, INNER)),
        new Case(
            Pooling.generalisedMean(GROUPS),
            heads -> text -> heads.generalisedMean("", text, GROUPS)));
  }

  @ParameterizedTest
  @MethodSource("poolings")
  void itComputesWhatPlainLoopsCompute(Case each) {
    float[] values = PaddedTexts.values(1);
    RandomWeights weights = new RandomWeights(5);

    float[] pooled = pooled(each.pooling(), weights, values);

    for (int text = 0; text < PaddedTexts.LENGTHS.length; text++) {
      double[] plain = each.plain(weights, PaddedTexts.text(Samples.widen(values), text));
      for (int d = 0; d < PaddedTexts.WIDTH; d++) {
        assertThat((double) pooled[text * PaddedTexts.WIDTH + d]).isCloseTo(plain[d], within(1e-6));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("poolings")
  void whatStandsAtPaddingDoesNotMatter(Case each) {
    float[] values = PaddedTexts.values(2);
    RandomWeights weights = new RandomWeights(5);

    float[] other = pooled(each.pooling(), weights, PaddedTexts.otherPadding(values));

    assertThat(other).isEqualTo(pooled(each.pooling(), new RandomWeights(5), values));
  }

  @ParameterizedTest
  @MethodSource("poolings")
  void itsGradientsAreTheSlopesOfPlainLoops(Case each) {
    RandomWeights weights = new RandomWeights(3);
    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> tokens = PaddedTexts.learned(harness, weights);
      Operand<TFloat32> pooled =
          each.pooling().apply(scope(harness, weights), tokens, PaddedTexts.mask(harness));
      Operand<TFloat32> sum = PaddedTexts.sum(harness, pooled, OUTPUTS);

      Map<String, Double> largest =
          Slopes.assertGradients(harness, sum, weights, () -> plainSum(each, weights), 1);

      assertThat(largest.values()).allMatch(slope -> slope > 1e-3);
    }
  }

  @Test
  void aPowerOfOneIsTheMeanAndALargeOneTheMaximum() {
    double[][] text = {{0.2, 3}, {0.6, 1}};
    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> tokens = harness.tf.constant(new float[][][] {{{0.2f, 3}, {0.6f, 1}}});
      RandomWeights weights = new RandomWeights(1);
      weights.operands.put(
          "logPower", harness.tf.constant(new float[] {0, (float) Math.log(5_000)}));

      float[] pooled =
          harness.run(
              Pooling.generalisedMean(2)
                  .apply(
                      scope(harness, weights), tokens, harness.tf.constant(new int[][] {{1, 1}})));

      assertThat(pooled[0]).isCloseTo((float) PlainTextHeads.mean(text)[0], within(1e-6f));
      assertThat(pooled[1]).isCloseTo(3, within(1e-2f));
    }
  }

  @Test
  void groupsThatDoNotDivideTheWidthAreRefused() {
    assertThatThrownBy(
            () -> pooled(Pooling.generalisedMean(4), new RandomWeights(1), PaddedTexts.values(1)))
        .hasMessage("width 6 can't be divided among 4 groups");
  }

  private static double plainSum(Case each, RandomWeights weights) {
    double[] factors = PaddedTexts.factors(OUTPUTS);
    double sum = 0;
    for (int text = 0; text < PaddedTexts.LENGTHS.length; text++) {
      double[][] tokens = PaddedTexts.text(weights.values.get(PaddedTexts.PATH), text);
      double[] pooled = each.plain(weights, tokens);
      for (int d = 0; d < pooled.length; d++) {
        sum += factors[text * pooled.length + d] * pooled[d];
      }
    }
    return sum;
  }

  private static float[] pooled(Pooling pooling, RandomWeights weights, float[] values) {
    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> tokens = PaddedTexts.fed(harness, values);
      return harness.run(pooling.apply(scope(harness, weights), tokens, PaddedTexts.mask(harness)));
    }
  }

  private static Scope scope(GraphHarness harness, RandomWeights weights) {
    return Scope.serving(harness.tf, weights);
  }
}
