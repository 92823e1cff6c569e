package io.millrace.forecasting;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Outlooks for tests. */
public final class Forecasts {

  private Forecasts() {}

  public static Served by(String model, String version, int horizon, String... variates) {
    return new Served(model, version, model, List.of(variates), List.of(0.05, 0.5, 0.95), horizon);
  }

  /** The same mean at every lead, and quantiles around it: the median on it. */
  public static Outlook around(Served served, double mean, double halfWidth) {
    double[] means = new double[served.horizon()];
    Arrays.fill(means, mean);
    Map<String, VariateOutlook> variates = new LinkedHashMap<>();
    served.variates().forEach(name -> variates.put(name, around(served, means, halfWidth)));
    return new Outlook(served, variates, 0);
  }

  public static VariateOutlook around(Served served, double[] means, double halfWidth) {
    double[] levels = served.levelArray();
    double[][] quantiles = new double[levels.length][means.length];
    for (int level = 0; level < levels.length; level++) {
      double distance = halfWidth * (level - 1);
      for (int i = 0; i < means.length; i++) {
        quantiles[level][i] = means[i] + distance;
      }
    }
    return new VariateOutlook(means, levels, quantiles);
  }
}
