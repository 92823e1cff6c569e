package io.millrace.transformers.series;

import io.millrace.transformers.Scope;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * RLinear: reversible instance normalisation around one linear map of the lookback, shared by all
 * variates. The published affine part of the normalisation is one pair of numbers a variate; it is
 * left out so that the number of variates stays free.
 *
 * @see <a href="https://arxiv.org/abs/2305.10721">Revisiting Long-term Time Series Forecasting: An
 *     Investigation on Linear Mapping</a>
 */
public record RLinear(int lookback, InstanceNorm norm, ForecastHead head)
    implements HeadedForecaster {

  @Override
  public String name() {
    return "RLinear";
  }

  @Override
  public Outlook forecast(Scope at, ForecastInput input) {
    Ops tf = at.tf();
    InstanceNorm.Normalised normal = norm.apply(tf, input.history());
    Operand<TFloat32> tokens = Axes.swapped(tf, normal.values()); // [batch, variates, lookback]
    return head.forecast(at, tokens, normal);
  }
}
