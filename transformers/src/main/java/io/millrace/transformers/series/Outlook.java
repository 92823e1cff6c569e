package io.millrace.transformers.series;

import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * What a forecaster gives, in the units of its history.
 *
 * @param mean {@code [batch, horizon, variates]}
 * @param quantiles {@code [batch, horizon, variates, quantile]}, never crossing; null = mean only
 * @param density from which mean and quantiles follow; null = they were forecast themselves
 * @param parts of which the mean is the sum; null = it was forecast as a whole
 */
public record Outlook(
    Operand<TFloat32> mean,
    @Nullable Operand<TFloat32> quantiles,
    @Nullable Density density,
    @Nullable Parts parts) {

  /** A mean that was forecast as a whole. */
  public Outlook(
      Operand<TFloat32> mean, @Nullable Operand<TFloat32> quantiles, @Nullable Density density) {
    this(mean, quantiles, density, null);
  }

  /**
   * A mean taken apart.
   *
   * @param trend {@code [batch, horizon, variates]}; has the window's level, where one was taken
   *     out
   * @param season {@code [batch, horizon, variates]}; swings around nothing
   */
  public record Parts(Operand<TFloat32> trend, Operand<TFloat32> season) {}

  static Outlook ofMean(Operand<TFloat32> mean) {
    return new Outlook(mean, null, null);
  }
}
