package io.millrace.forecast.stream;

import io.millrace.forecast.models.Forecaster;
import java.util.List;

/** Decides what becomes of a closed step. */
public interface Planner {

  /**
   * @param all the forecasters of this pass
   */
  Plan plan(ClosedStep step, List<Forecaster> all);
}
