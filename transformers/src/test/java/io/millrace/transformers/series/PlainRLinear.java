package io.millrace.transformers.series;

import io.millrace.transformers.PlainBlock;
import java.util.Map;

/**
 * RLinear's mean in plain loops and double precision, for one window: the oracle of the graph's.
 */
final class PlainRLinear {

  private final RLinear network;
  private final Map<String, double[]> weights;

  /** Where its weights lie: empty or a path that ends with a slash. */
  private final String at;

  PlainRLinear(RLinear network, Map<String, double[]> weights, String at) {
    this.network = network;
    this.weights = weights;
    this.at = at;
  }

  /**
   * @param history {@code [lookback][variate]}
   * @return {@code [horizon][variate]}
   */
  double[][] mean(double[][] history) {
    double[][] mean = new double[network.horizon()][history[0].length];
    for (int variate = 0; variate < history[0].length; variate++) {
      PlainWindow window = PlainWindow.of(network.norm(), history, variate);
      double[][] token = {window.values()};
      double[] mapped = new PlainBlock(weights).linear(at + "mean/", token)[0];
      for (int lead = 0; lead < mapped.length; lead++) {
        mean[lead][variate] = window.restored(mapped[lead]);
      }
    }
    return mean;
  }
}
