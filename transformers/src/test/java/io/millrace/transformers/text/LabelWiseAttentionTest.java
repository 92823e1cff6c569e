package io.millrace.transformers.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.transformers.GraphHarness;
import io.millrace.transformers.RandomWeights;
import io.millrace.transformers.Samples;
import io.millrace.transformers.Scope;
import io.millrace.transformers.Slopes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

class LabelWiseAttentionTest {

  private static final int LABELS = 4;
  private static final int INNER = 3;
  private static final int TEXTS = PaddedTexts.LENGTHS.length;
  private static final LabelWiseAttention HEAD = new LabelWiseAttention(LABELS, INNER);

  private RandomWeights weights = new RandomWeights(11);

  @Test
  void itComputesWhatPlainLoopsCompute() {
    float[] values = PaddedTexts.values(1);

    List<float[]> outputs = outputs(values);

    PlainTextHeads plain = new PlainTextHeads(weights.values);
    for (int text = 0; text < TEXTS; text++) {
      double[][] tokens = PaddedTexts.text(Samples.widen(values), text);
      for (int label = 0; label < LABELS; label++) {
        int row = text * LABELS + label;
        assertThat((double) outputs.get(0)[row])
            .isCloseTo(plain.logit(tokens, label, INNER), within(1e-6));
        assertCounts(outputs.get(1), row, plain.counts("attention/", tokens, label, INNER));
      }
    }
  }

  /** Zero at padding. */
  private static void assertCounts(float[] found, int row, double[] plain) {
    int length = found.length / TEXTS / LABELS;
    for (int t = 0; t < length; t++) {
      double expected = t < plain.length ? plain[t] : 0;
      assertThat((double) found[row * length + t]).isCloseTo(expected, within(1e-6));
    }
  }

  @Test
  void theWeightsOfALabelAreOneInSumAndNothingAtPadding() {
    float[] counts = outputs(PaddedTexts.values(4)).get(1);

    int length = counts.length / TEXTS / LABELS;
    for (int row = 0; row < TEXTS * LABELS; row++) {
      float sum = 0;
      for (int t = 0; t < length; t++) {
        sum += counts[row * length + t];
        assertThat(counts[row * length + t] == 0).isEqualTo(t >= PaddedTexts.LENGTHS[row / LABELS]);
      }
      assertThat(sum).isCloseTo(1, within(1e-6f));
    }
  }

  @Test
  void whatStandsAtPaddingDoesNotMatter() {
    float[] values = PaddedTexts.values(2);

    List<float[]> other = outputs(PaddedTexts.otherPadding(values));

    List<float[]> usual = outputs(values);
    assertThat(other.get(0)).isEqualTo(usual.get(0));
    assertThat(other.get(1)).isEqualTo(usual.get(1));
  }

  @Test
  void theOrderOfTokensMovesTheirWeightsAndChangesNoLogit() {
    float[] values = PaddedTexts.values(3);
    float[] swapped = values.clone();
    System.arraycopy(values, 0, swapped, PaddedTexts.WIDTH, PaddedTexts.WIDTH);
    System.arraycopy(values, PaddedTexts.WIDTH, swapped, 0, PaddedTexts.WIDTH);

    List<float[]> other = outputs(swapped);

    List<float[]> usual = outputs(values);
    assertThat(other.get(0)).containsExactly(usual.get(0), within(1e-6f));
    assertThat(other.get(1)[0]).isCloseTo(usual.get(1)[1], within(1e-6f));
    assertThat(other.get(1)[1]).isCloseTo(usual.get(1)[0], within(1e-6f));
  }

  @Test
  void itsGradientsAreTheSlopesOfPlainLoops() {
    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> tokens = PaddedTexts.learned(harness, weights);
      Operand<TFloat32> logits =
          HEAD.apply(Scope.serving(harness.tf, weights), tokens, PaddedTexts.mask(harness))
              .logits();
      Operand<TFloat32> sum = PaddedTexts.sum(harness, logits, TEXTS * LABELS);

      Map<String, Double> largest =
          Slopes.assertGradients(harness, sum, weights, this::plainSum, 1);

      assertThat(largest.values()).allMatch(slope -> slope > 1e-3);
    }
  }

  private double plainSum() {
    PlainTextHeads plain = new PlainTextHeads(weights.values);
    double[] factors = PaddedTexts.factors(TEXTS * LABELS);
    double sum = 0;
    for (int i = 0; i < factors.length; i++) {
      double[][] tokens = PaddedTexts.text(weights.values.get(PaddedTexts.PATH), i / LABELS);
      sum += factors[i] * plain.logit(tokens, i % LABELS, INNER);
    }
    return sum;
  }

  /** Logits and token weights. */
  private List<float[]> outputs(float[] values) {
    weights = new RandomWeights(11); // what a graph drew belongs to that graph
    try (GraphHarness harness = new GraphHarness()) {
      TextHead.Output output =
          HEAD.apply(
              Scope.serving(harness.tf, weights),
              PaddedTexts.fed(harness, values),
              PaddedTexts.mask(harness));
      return harness.run(List.of(output.logits(), output.tokenWeights()));
    }
  }
}
