package io.millrace.forecast.stream;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of the steps of a pass, by their place in it. */
final class PassResult {

  private final List<Plan> plans;
  private final @Nullable Forecasted[] forecasts;
  private final @Nullable Forecasted[] challengers;
  private final BitSet unserved = new BitSet();

  PassResult(List<Plan> plans) {
    this.plans = plans;
    this.forecasts = new Forecasted[plans.size()];
    this.challengers = new Forecasted[plans.size()];
  }

  Plan plan(int step) {
    return plans.get(step);
  }

  /** Empty: no model was to serve it, or the model refused its window. */
  Optional<Forecasted> forecast(int step) {
    return Optional.ofNullable(forecasts[step]);
  }

  /** Empty: nobody challenges the model, or the challenger refused the window. */
  Optional<Forecasted> challenger(int step) {
    return Optional.ofNullable(challengers[step]);
  }

  /** Whether it has to wait for another pass. */
  boolean isUnserved(int step) {
    return unserved.get(step);
  }

  void forecast(int step, Forecasted forecast) {
    forecasts[step] = forecast;
  }

  void challenge(int step, Forecasted forecast) {
    challengers[step] = forecast;
  }

  void leave(int step) {
    unserved.set(step);
  }
}
