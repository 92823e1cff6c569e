package io.millrace.transformers.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SoftmaxRegressionTest {

  private static final double PENALTY = 0.01;
  private static final int[] Y = {0, 1, 2, 0, 1, 2, 0, 2};
  private static final double[][] X = unitVectors(Y.length, 4);

  @Test
  void theGradientIsThatOfFiniteDifferences() {
    SoftmaxRegression at = random(3, 4);
    SoftmaxRegression gradient = at.gradient(X, Y, PENALTY);
    double step = 1e-5;
    for (int label = 0; label < 3; label++) {
      at.bias()[label] += step;
      double above = objective(at);
      at.bias()[label] -= 2 * step;
      double below = objective(at);
      at.bias()[label] += step;
      assertThat(gradient.bias()[label]).isCloseTo((above - below) / (2 * step), within(1e-8));
      at.kernel()[label][1] += step;
      above = objective(at);
      at.kernel()[label][1] -= 2 * step;
      below = objective(at);
      at.kernel()[label][1] += step;
      assertThat(gradient.kernel()[label][1]).isCloseTo((above - below) / (2 * step), within(1e-8));
    }
  }

  @Test
  void aFitIsAMinimum() {
    SoftmaxRegression fitted = SoftmaxRegression.fit(X, Y, 3, PENALTY);
    double least = objective(fitted);

    fitted.kernel()[0][0] += 0.01;

    assertThat(objective(fitted)).isGreaterThan(least);
    fitted.kernel()[0][0] -= 0.02;
    assertThat(objective(fitted)).isGreaterThan(least);
  }

  @Test
  void withFewerTextsThanDimensionsItIsAMinimumToo() {
    double[][] wide = unitVectors(Y.length, 40);

    SoftmaxRegression fitted = SoftmaxRegression.fit(wide, Y, 3, PENALTY);

    SoftmaxRegression gradient = fitted.gradient(wide, Y, PENALTY);
    for (int label = 0; label < 3; label++) {
      assertThat(gradient.bias()[label]).isCloseTo(0, within(1e-4));
      for (double slope : gradient.kernel()[label]) {
        assertThat(slope).isCloseTo(0, within(1e-4));
      }
    }
  }

  @Test
  void probabilitiesSumToOneAndAHotterSoftmaxIsFlatter() {
    double[] logits = {1000, 999, 0};

    double[] cold = SoftmaxRegression.probabilities(logits, 1);
    double[] hot = SoftmaxRegression.probabilities(logits, 10);

    assertThat(cold[0] + cold[1] + cold[2]).isCloseTo(1, within(1e-12));
    assertThat(hot[0]).isLessThan(cold[0]);
  }

  private static double objective(SoftmaxRegression model) {
    double loss = 0;
    for (int i = 0; i < X.length; i++) {
      loss -= Math.log(SoftmaxRegression.probabilities(model.logits(X[i]), 1)[Y[i]]) / X.length;
    }
    for (double[] row : model.kernel()) {
      for (double value : row) {
        loss += PENALTY / 2 * value * value;
      }
    }
    return loss;
  }

  private static SoftmaxRegression random(int labels, int width) {
    return new SoftmaxRegression(unitVectors(labels, width), new double[labels]);
  }

  private static double[][] unitVectors(int count, int width) {
    Random random = new Random(3);
    double[][] vectors = new double[count][width];
    for (double[] vector : vectors) {
      double squares = 0;
      for (int d = 0; d < width; d++) {
        vector[d] = random.nextGaussian();
        squares += vector[d] * vector[d];
      }
      for (int d = 0; d < width; d++) {
        vector[d] /= Math.sqrt(squares);
      }
    }
    return vectors;
  }
}
