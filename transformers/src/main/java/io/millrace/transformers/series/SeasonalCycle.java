package io.millrace.transformers.series;

import io.millrace.transformers.Initial;
import io.millrace.transformers.Scope;
import java.util.OptionalInt;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Residual cycle forecasting: a learned cycle a variate, by hour of the day, is taken out of the
 * history and put back into the forecast; the inner forecaster continues what is left.
 *
 * @param inner forecasts the remainder
 * @param variates a cycle belongs to its variate, so their number is fixed here
 * @param hour position of the calendar feature hour-of-day among the known covariates
 * @see <a href="https://arxiv.org/abs/2409.18479">CycleNet: Enhancing Time Series Forecasting
 *     through Modeling Periodic Patterns</a>
 */
public record SeasonalCycle(Forecaster inner, int variates, int hour)
    implements WrappingForecaster {

  private static final int HOURS = 24;

  @Override
  public String name() {
    return inner.name() + " beside a daily cycle";
  }

  @Override
  public OptionalInt fixedVariates() {
    return OptionalInt.of(variates);
  }

  @Override
  public Outlook forecast(Scope at, ForecastInput input) {
    Ops tf = at.tf();
    if (input.known() == null) {
      throw new IllegalArgumentException("a daily cycle needs the hour of the day as a covariate");
    }
    Operand<TFloat32> cycle = cycle(at, input.known());
    Operand<TFloat32> before = rows(tf, cycle, 0, lookback());
    Operand<TFloat32> ahead = rows(tf, cycle, lookback(), lookback() + horizon());
    Outlook rest =
        inner.forecast(at.child("inner"), input.withHistory(tf.math.sub(input.history(), before)));
    Operand<TFloat32> quantiles = rest.quantiles();
    Outlook.Parts parts = rest.parts();
    return new Outlook(
        tf.math.add(rest.mean(), ahead),
        quantiles == null ? null : tf.math.add(quantiles, tf.expandDims(ahead, tf.constant(-1))),
        null,
        parts == null
            ? null
            : new Outlook.Parts(parts.trend(), tf.math.add(parts.season(), ahead)));
  }

  /** {@code [batch, lookback + horizon, variates]}. */
  private Operand<TFloat32> cycle(Scope at, Operand<TFloat32> known) {
    Ops tf = at.tf();
    Operand<TFloat32> table = at.weight("cycle", Shape.of(HOURS, variates), Initial.zeros());
    Operand<TFloat32> feature =
        tf.stridedSlice(known, Indices.all(), Indices.all(), Indices.at(hour)); // −½ to ½
    Operand<TFloat32> place =
        tf.math.mul(tf.math.add(feature, tf.constant(0.5f)), tf.constant(HOURS - 1f));
    Operand<TInt32> index = tf.dtypes.cast(tf.math.round(place), TInt32.class);
    Operand<TFloat32> hot = tf.oneHot(index, tf.constant(HOURS), tf.constant(1f), tf.constant(0f));
    Operand<TFloat32> flat = tf.reshape(hot, tf.constant(new int[] {-1, HOURS}));
    return tf.reshape(
        tf.linalg.matMul(flat, table),
        tf.constant(new int[] {-1, lookback() + horizon(), variates}));
  }

  private static Operand<TFloat32> rows(Ops tf, Operand<TFloat32> x, int from, int to) {
    return tf.stridedSlice(x, Indices.all(), Indices.slice(from, to), Indices.all());
  }
}
