package io.millrace.forecast.stream;

import io.millrace.forecast.models.Forecaster;
import java.util.Optional;

/** What becomes of a closed step. */
public sealed interface Plan {

  /** No forecast of it is wanted: it is scored. */
  record ScoreOnly() implements Plan {}

  /** Overload: it is scored, and the decision is told. */
  record Skip(String reason) implements Plan {}

  /** Seasonal-naive serves it. */
  record Naive() implements Plan {}

  /**
   * A model serves it.
   *
   * @param shape rows that its batch is padded to; 0 = whichever suits
   * @param challenger who forecasts the step beside it; it has no challenger of its own
   */
  record Serve(Forecaster forecaster, int shape, Optional<Serve> challenger) implements Plan {

    /** Unchallenged. */
    public Serve(Forecaster forecaster, int shape) {
      this(forecaster, shape, Optional.empty());
    }
  }
}
