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
 */
public record Outlook(
    Operand<TFloat32> mean, @Nullable Operand<TFloat32> quantiles, @Nullable Density density) {

  static Outlook ofMean(Operand<TFloat32> mean) {
    return new Outlook(mean, null, null);
  }
}
