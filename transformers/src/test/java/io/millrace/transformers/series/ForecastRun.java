package io.millrace.transformers.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.millrace.transformers.GraphHarness;
import io.millrace.transformers.RandomWeights;
import io.millrace.transformers.Scope;
import io.millrace.transformers.Weights;
import java.util.Arrays;

/** A forecaster's graph over some windows, and what it says of them. */
final class ForecastRun implements AutoCloseable {

  final GraphHarness harness = new GraphHarness();
  final Outlook outlook;

  ForecastRun(Forecaster network, Weights weights, FedWindows windows) {
    outlook = network.forecast(Scope.serving(harness.tf, weights), windows.input(harness));
  }

  static float[] means(Forecaster network, Weights weights, FedWindows windows) {
    try (ForecastRun run = new ForecastRun(network, weights, windows)) {
      return run.mean();
    }
  }

  /** Windows among others are forecast as they are alone. */
  static void assertAloneAsAmongOthers(Forecaster network, FedWindows windows) {
    RandomWeights weights = new RandomWeights(77);
    float[] together = means(network, weights, windows);
    int size = network.horizon() * windows.variates();
    for (int window = 0; window < windows.batch(); window++) {
      float[] alone = means(network, weights.checkpoint(), windows.only(window));
      float[] among = Arrays.copyOfRange(together, window * size, (window + 1) * size);
      assertClose(alone, among, 1e-5);
    }
  }

  static void assertClose(float[] actual, float[] expected, double tolerance) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat((double) actual[i]).as("at %d", i).isCloseTo(expected[i], offset(tolerance));
    }
  }

  /**
   * @param actual {@code [.., row, column]}
   * @param window which of its windows
   * @param expected {@code [row][column]}
   */
  static void assertClose(float[] actual, int window, double[][] expected, double tolerance) {
    int columns = expected[0].length;
    for (int row = 0; row < expected.length; row++) {
      for (int column = 0; column < columns; column++) {
        int at = (window * expected.length + row) * columns + column;
        assertThat((double) actual[at])
            .as("window %d, row %d, column %d", window, row, column)
            .isCloseTo(expected[row][column], offset(tolerance));
      }
    }
  }

  float[] mean() {
    return harness.run(outlook.mean());
  }

  float[] quantiles() {
    return harness.run(outlook.quantiles());
  }

  @Override
  public void close() {
    harness.close();
  }
}
