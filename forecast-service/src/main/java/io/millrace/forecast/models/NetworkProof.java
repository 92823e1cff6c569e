package io.millrace.forecast.models;

import io.millrace.serving.InvalidBundleException;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.Prediction;
import java.util.Arrays;
import java.util.function.Supplier;

/** What is asked of a forecast network before it serves. */
record NetworkProof(ModelBundle bundle) {

  /** Share of the size of what is added; the rounding of floats is a thousand times smaller. */
  private static final double ROUNDING = 1e-4;

  /**
   * @return the prediction
   * @throws InvalidBundleException if the second run gives other numbers than the first
   */
  Prediction repeats(Supplier<Prediction> run) {
    Prediction once = run.get();
    Prediction again = run.get();
    if (!Arrays.equals(once.mean(), again.mean())
        || !Arrays.equals(once.quantiles(), again.quantiles())
        || !Arrays.equals(once.trend(), again.trend())
        || !Arrays.equals(once.season(), again.season())) {
      throw new InvalidBundleException(
          bundle.savedModel(), "the network gives other numbers for the same windows");
    }
    return once;
  }

  /**
   * @throws InvalidBundleException naming the first mean that is not the sum of its parts
   */
  void addsUp(Prediction prediction) {
    for (int i = 0; i < prediction.mean().length; i++) {
      double trend = prediction.trend()[i];
      double season = prediction.season()[i];
      double size = 1 + Math.abs(trend) + Math.abs(season);
      if (Math.abs(trend + season - prediction.mean()[i]) > ROUNDING * size) {
        throw InvalidBundleException.expected(
            bundle.savedModel(),
            "outputs trend and season that add up to the mean",
            "%s and %s for %s".formatted(trend, season, prediction.mean()[i]));
      }
    }
  }
}
