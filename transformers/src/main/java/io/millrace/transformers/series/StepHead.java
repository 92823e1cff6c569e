package io.millrace.transformers.series;

import io.millrace.transformers.Linear;
import io.millrace.transformers.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Turns the token of each lead into what is forecast of every variate at it.
 *
 * @param variates baked into its weights
 * @param quantiles levels, ascending; empty = a mean only
 */
public record StepHead(int horizon, int variates, List<Double> quantiles) {

  public StepHead {
    if (horizon < 1 || variates < 1) {
      throw new IllegalArgumentException(
          "horizon and variates must be at least 1, not %d and %d".formatted(horizon, variates));
    }
    quantiles = quantiles.isEmpty() ? List.of() : Levels.checked(quantiles);
  }

  /** A mean only. */
  public static StepHead ofMean(int horizon, int variates) {
    return new StepHead(horizon, variates, List.of());
  }

  /**
   * @param tokens {@code [batch, horizon, width]}
   * @param normal puts level and deviation back; null = nothing was taken out
   */
  Outlook forecast(Scope at, Operand<TFloat32> tokens, InstanceNorm.@Nullable Normalised normal) {
    Operand<TFloat32> mean = mean(at, tokens, normal);
    Operand<TFloat32> quantiles = quantiles(at, tokens, normal);
    return restored(at.tf(), mean, quantiles, null, normal);
  }

  /**
   * The same around a trend.
   *
   * @param season {@code [batch, horizon, width]}: tokens
   * @param trend {@code [batch, horizon, variates]}
   */
  Outlook forecast(
      Scope at,
      Operand<TFloat32> season,
      Operand<TFloat32> trend,
      InstanceNorm.@Nullable Normalised normal) {
    Ops tf = at.tf();
    Operand<TFloat32> around = mean(at, season, normal);
    Operand<TFloat32> quantiles = quantiles(at, season, normal);
    return restored(
        tf,
        tf.math.add(around, trend),
        quantiles == null ? null : tf.math.add(quantiles, tf.expandDims(trend, tf.constant(-1))),
        new Outlook.Parts(trend, around),
        normal);
  }

  private static Outlook restored(
      Ops tf,
      Operand<TFloat32> mean,
      @Nullable Operand<TFloat32> quantiles,
      Outlook.@Nullable Parts parts,
      InstanceNorm.@Nullable Normalised normal) {
    if (normal == null) {
      return new Outlook(mean, quantiles, null, parts);
    }
    return new Outlook(
        normal.restore(tf, mean),
        quantiles == null ? null : normal.restoreQuantiles(tf, quantiles),
        null,
        parts == null
            ? null
            : new Outlook.Parts(
                normal.restore(tf, parts.trend()),
                tf.math.mul(parts.season(), normal.deviation())));
  }

  /** {@code [batch, horizon, variates]}. */
  private Operand<TFloat32> mean(
      Scope at, Operand<TFloat32> tokens, InstanceNorm.@Nullable Normalised normal) {
    return linear(variates, normal).apply(at.child("mean"), tokens);
  }

  /** {@code [batch, horizon, variates, quantile]}; null = none asked. */
  private @Nullable Operand<TFloat32> quantiles(
      Scope at, Operand<TFloat32> tokens, InstanceNorm.@Nullable Normalised normal) {
    if (quantiles.isEmpty()) {
      return null;
    }
    Ops tf = at.tf();
    int count = quantiles.size();
    Operand<TFloat32> flat =
        linear((long) variates * count, normal).apply(at.child("quantiles"), tokens);
    Operand<TFloat32> raw = tf.reshape(flat, tf.constant(new int[] {-1, horizon, variates, count}));
    return new OrderedQuantiles(horizon, count, null).ordered(tf, raw);
  }

  private static Linear linear(long outputs, InstanceNorm.@Nullable Normalised normal) {
    return new Linear(outputs, normal == null ? null : normal.headInitial());
  }
}
