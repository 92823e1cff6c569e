package io.millrace.transformers.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.transformers.GraphHarness;
import io.millrace.transformers.Lowering;
import io.millrace.transformers.RandomWeights;
import io.millrace.transformers.Scope;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LoweredForecasterTest {

  @ParameterizedTest
  @MethodSource("io.millrace.transformers.series.FixedShapeTest#networks")
  void theNetworkLoweredForCpusForecastsWhatThePlainOneDoes(FixedShapeTest.Case network) {
    Columns mask =
        network.mask() ? Columns.bits(4, 5, FixedShapeTest.LOOKBACK, network.variates()) : null;
    FedWindows windows =
        new FedWindows(
            Columns.random(3, 5, FixedShapeTest.LOOKBACK, network.variates()), null, null, mask);
    RandomWeights weights = new RandomWeights(5);
    try (GraphHarness harness = new GraphHarness()) {
      ForecastInput input = windows.input(harness);
      Scope plain = Scope.serving(harness.tf, weights);
      Scope lowered = Scope.lowered(harness.tf, weights, new Lowering());

      List<float[]> both =
          harness.run(
              List.of(
                  network.forecaster().forecast(plain, input).mean(),
                  network.forecaster().forecast(lowered, input).mean()));

      float largest = 1;
      for (float each : both.get(0)) {
        largest = Math.max(largest, Math.abs(each));
      }
      assertThat(both.get(1))
          .usingComparatorWithPrecision(1e-5f * largest)
          .containsExactly(both.get(0));
    }
  }
}
