package io.millrace.transformers.series;

import io.millrace.transformers.Scope;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Turns each variate's token into what is forecast of it. */
public interface ForecastHead {

  /** Rows ahead. */
  int horizon();

  /** Levels of its quantiles, ascending; empty = a mean only. */
  List<Double> quantiles();

  /**
   * @param tokens {@code [batch, variates, width]}
   * @param normal puts the window's level and deviation back
   */
  Outlook forecast(Scope at, Operand<TFloat32> tokens, InstanceNorm.Normalised normal);
}
