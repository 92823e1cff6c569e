package io.millrace.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuantileFunctionTest {

  @Test
  void aNormalDistributionIsMetExactlyTailsIncluded() {
    double[] levels = {0.1, 0.5, 0.9};
    double[] values = Arrays.stream(levels).map(p -> 10 + 3 * StandardNormal.quantile(p)).toArray();
    QuantileFunction function = new QuantileFunction(levels, values);
    assertThat(function.cumulative(10 + 3 * 2.5))
        .isCloseTo(StandardNormal.cumulative(2.5), within(1e-8));
    assertThat(function.value(0.001))
        .isCloseTo(10 + 3 * StandardNormal.quantile(0.001), within(1e-8));
  }

  @Test
  void itNeverFallsAndItsInverseUndoesIt() {
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      double[] values = random.doubles(5, -5, 5).toArray();
      QuantileFunction function =
          new QuantileFunction(new double[] {0.05, 0.25, 0.5, 0.75, 0.95}, values);
      double before = Double.NEGATIVE_INFINITY;
      for (double p = 0.01; p < 1; p += 0.01) {
        double value = function.value(p);
        assertThat(value).isGreaterThanOrEqualTo(before);
        assertThat(function.cumulative(value)).isCloseTo(p, within(1e-6));
        before = value;
      }
    }
  }

  @Test
  void aPointIsInTheMiddleOfItself() {
    QuantileFunction point = new QuantileFunction(new double[] {0.1, 0.9}, new double[] {4, 4});
    assertThat(point.tailProbability(4)).isOne();
    assertThat(point.tailProbability(4.1)).isZero();
    assertThat(point.tailProbability(3.9)).isZero();
  }

  @Test
  void theNormalDistributionHasItsKnownValues() {
    assertThat(StandardNormal.cumulative(1.959963984540054)).isCloseTo(0.975, within(1e-12));
    assertThat(StandardNormal.cumulative(-8)).isCloseTo(6.22096057427178e-16, within(1e-22));
    assertThat(StandardNormal.quantile(0.999)).isCloseTo(3.090232306167813, within(1e-8));
  }
}
