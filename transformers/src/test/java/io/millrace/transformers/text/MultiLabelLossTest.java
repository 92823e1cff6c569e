package io.millrace.transformers.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.transformers.GraphHarness;
import io.millrace.transformers.Initial;
import io.millrace.transformers.RandomWeights;
import io.millrace.transformers.Slopes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

class MultiLabelLossTest {

  private static final float[][] TRUTH = {{1, 0, 0}, {0, 0, 1}};
  private static final double[] NONE = {0, 0, 0};

  /** 2 / 16^¼, 2 / 1^¼ and 2 / 81^¼. */
  private static final double[] MARGINS = {1, 2, 2.0 / 3};

  /** A loss and the margins that it should have. */
  @SuppressWarnings("ArrayRecordComponent") // a test's parameter
  record Case(MultiLabelLoss loss, double[] margins) {
    @Override
    public String toString() {
      return loss.toString();
    }
  }

  static List<Case> losses() {
    return List.of(
        new Case(MultiLabelLoss.crossEntropy(), NONE),
        new Case(new MultiLabelLoss.Margins(2, List.of(16, 1, 81)), MARGINS));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void itIsTheMeanLogLossOfEachLabelAfterItsMargin(Case each) {
    RandomWeights weights = new RandomWeights(1);
    try (GraphHarness harness = new GraphHarness()) {
      float loss = harness.run(loss(harness, each, weights))[0];

      assertThat((double) loss).isCloseTo(plain(weights, each.margins()), within(1e-6));
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void itsGradientIsTheSlope(Case each) {
    RandomWeights weights = new RandomWeights(2);
    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> loss = loss(harness, each, weights);

      Map<String, Double> largest =
          Slopes.assertGradients(harness, loss, weights, () -> plain(weights, each.margins()), 1);

      assertThat(largest.get("logits")).isGreaterThan(0.01);
    }
  }

  @Test
  void logitsFarOffGiveALossThatIsANumber() {
    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> logits = harness.tf.constant(new float[][] {{-500, 500, 0}, {0, 0, 0}});

      float[] loss =
          harness.run(
              MultiLabelLoss.crossEntropy().of(harness.tf, logits, harness.tf.constant(TRUTH)));

      assertThat((double) loss[0]).isCloseTo((1000 + 4 * Math.log(2)) / 6, within(1e-3));
    }
  }

  @Test
  void aLabelWithoutAPositiveIsNamed() {
    assertThatThrownBy(() -> new MultiLabelLoss.Margins(2, List.of(3, 0)))
        .hasMessage("positives of label 1 must be at least 1, not 0");
  }

  private static Operand<TFloat32> loss(GraphHarness harness, Case each, RandomWeights weights) {
    Operand<TFloat32> logits =
        weights.weight(harness.tf, "logits", Shape.of(2, 3), Initial.zeros());
    return each.loss().of(harness.tf, logits, harness.tf.constant(TRUTH));
  }

  private static double plain(RandomWeights weights, double[] margins) {
    double[] logits = weights.values.get("logits");
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      boolean holds = TRUTH[i / 3][i % 3] == 1;
      double logit = holds ? logits[i] - margins[i % 3] : -logits[i];
      sum += Math.log(1 + Math.exp(-logit));
    }
    return sum / logits.length;
  }
}
