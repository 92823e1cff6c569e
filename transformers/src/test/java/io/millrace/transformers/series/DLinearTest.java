package io.millrace.transformers.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.millrace.transformers.GraphHarness;
import io.millrace.transformers.RandomWeights;
import io.millrace.transformers.Samples;
import io.millrace.transformers.Scope;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class DLinearTest {

  private static final int LOOKBACK = 9;
  private static final int HORIZON = 3;
  private static final int VARIATES = 2;

  @Test
  void theGraphComputesWhatPlainLoopsCompute() {
    float[] history = Samples.uniform(new SplittableRandom(1), LOOKBACK * VARIATES);
    RandomWeights weights = new RandomWeights(2);
    try (GraphHarness harness = new GraphHarness()) {
      Outlook outlook =
          new DLinear(LOOKBACK, HORIZON, 5)
              .forecast(
                  Scope.serving(harness.tf, weights),
                  new ForecastInput(harness.input(Shape.of(1, LOOKBACK, VARIATES), history)));

      float[] mean = harness.run(outlook.mean());

      for (int i = 0; i < mean.length; i++) {
        assertThat((double) mean[i])
            .isCloseTo(expected(history, weights, i / VARIATES, i % VARIATES), offset(1e-5));
      }
    }
  }

  private static double expected(float[] history, RandomWeights weights, int lead, int variate) {
    double sum =
        weights.values.get("trend/bias")[lead] + weights.values.get("remainder/bias")[lead];
    for (int t = 0; t < LOOKBACK; t++) {
      double trend = 0;
      for (int offset = -2; offset <= 2; offset++) {
        int at = Math.max(0, Math.min(LOOKBACK - 1, t + offset));
        trend += history[at * VARIATES + variate] / 5.0;
      }
      double value = history[t * VARIATES + variate];
      sum += trend * weights.values.get("trend/kernel")[t * HORIZON + lead];
      sum += (value - trend) * weights.values.get("remainder/kernel")[t * HORIZON + lead];
    }
    return sum;
  }
}
