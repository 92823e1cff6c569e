package io.millrace.transformers.series;

import io.millrace.transformers.Losses;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What a forecaster is trained towards, in scaled units.
 *
 * @param point what the mean is trained towards
 * @param quantileWeight of the quantiles' pinball loss beside it
 * @param densityWeight of the density's negative log-likelihood beside it, for heads that have one;
 *     their quantiles follow from the density and get no loss of their own
 */
public record ForecastLoss(Point point, float quantileWeight, float densityWeight) {

  /** The squared error of the mean, and as much of the rest. */
  public static ForecastLoss standard() {
    return new ForecastLoss(Point.SQUARED, 1, 1);
  }

  /** What a point forecast is trained towards. */
  public enum Point {
    /** The mean. */
    SQUARED {
      @Override
      Operand<TFloat32> of(Ops tf, Operand<TFloat32> forecast, Operand<TFloat32> actual) {
        return Losses.squared(tf, forecast, actual);
      }
    },
    /** The median: outliers of the training rows pull less. */
    ABSOLUTE {
      @Override
      Operand<TFloat32> of(Ops tf, Operand<TFloat32> forecast, Operand<TFloat32> actual) {
        return Losses.absolute(tf, forecast, actual);
      }
    };

    abstract Operand<TFloat32> of(Ops tf, Operand<TFloat32> forecast, Operand<TFloat32> actual);
  }

  /** The same, but for the mean's squared error: what early stopping watches. */
  ForecastLoss validation() {
    return new ForecastLoss(Point.SQUARED, quantileWeight, densityWeight);
  }
}
