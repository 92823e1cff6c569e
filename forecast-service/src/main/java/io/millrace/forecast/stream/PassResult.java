package io.millrace.forecast.stream;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of the steps of a pass, by their place in it. */
final class PassResult {

  private final List<Plan> plans;
  private final @Nullable Forecasted[] forecasts;
  private final BitSet unserved = new BitSet();

  PassResult(List<Plan> plans) {
    this.plans = plans;
    this.forecasts = new Forecasted[plans.size()];
  }

  Plan plan(int step) {
    return plans.get(step);
  }

  /** Empty: no model was to serve it, or the model refused its window. */
  Optional<Forecasted> forecast(int step) {
    return Optional.ofNullable(forecasts[step]);
  }

  /** Whether it has to wait for another pass. */
  boolean isUnserved(int step) {
    return unserved.get(step);
  }

  void forecast(int step, Forecasted forecast) {
    forecasts[step] = forecast;
  }

  void leave(int step) {
    unserved.set(step);
  }
}
