package io.millrace.serving;

import java.util.List;

/**
 * The scaler a forecast model was trained with: {@code scaled = (value - mean) / scale}, one entry
 * a variate, in the order of the manifest's variates.
 */
public record Scaling(List<Double> mean, List<Double> scale) {

  public Scaling {
    mean = Fields.numbers("scaler.mean", mean);
    scale = Fields.numbers("scaler.scale", scale);
    Fields.check(
        mean.size() == scale.size(),
        "scaler.scale",
        "as many numbers as scaler.mean has (" + mean.size() + ")",
        scale.size());
    for (double each : scale) {
      Fields.check(each > 0, "scaler.scale", "numbers above 0", each);
    }
  }

  public static Scaling of(double[] mean, double[] scale) {
    return new Scaling(Fields.boxed(mean), Fields.boxed(scale));
  }
}
