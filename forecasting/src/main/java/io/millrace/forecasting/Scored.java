package io.millrace.forecasting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The forecast of one step, at one lead, that met its actuals. */
public final class Scored {

  private final Served served;
  private final double[] levels;
  private final Outstanding waiting;
  private final double[] actuals; // by variate, NaN = missing

  Scored(Served served, double[] levels, Outstanding waiting, double[] actuals) {
    this.served = served;
    this.levels = levels;
    this.waiting = waiting;
    this.actuals = actuals;
  }

  /**
   * One variate of it.
   *
   * @param mean that was forecast
   * @param naive what seasonal-naive had said at the same step; NaN = nothing
   * @param inside whether the actual lies between the outermost quantiles; false with fewer than
   *     two
   * @param pinball mean pinball loss over the quantiles; 0 without any
   */
  public record Point(
      String variate, double actual, double mean, double naive, boolean inside, double pinball) {}

  public Served served() {
    return served;
  }

  /** Steps between the forecast and its actual. */
  public int lead() {
    return waiting.lead();
  }

  /** The variates whose actual and forecast are there, in the forecaster's order. */
  public List<Point> points() {
    List<Point> points = new ArrayList<>(actuals.length);
    for (int variate = 0; variate < actuals.length; variate++) {
      if (isScored(variate)) {
        points.add(point(variate));
      }
    }
    return points;
  }

  /** What had been expected of a variate; empty when the forecaster does not know it. */
  public Optional<QuantileFunction> expected(String variate) {
    int index = served.variates().indexOf(variate);
    if (index < 0 || levels.length == 0) {
      return Optional.empty();
    }
    double[] values = new double[levels.length];
    Arrays.setAll(values, level -> waiting.served(index, level));
    return Optional.of(new QuantileFunction(levels, values));
  }

  boolean isScored(int variate) {
    return !Double.isNaN(actuals[variate]) && !Double.isNaN(waiting.mean(variate));
  }

  Point point(int variate) {
    double actual = actuals[variate];
    double loss = 0;
    for (int level = 0; level < levels.length; level++) {
      loss += Metrics.pinball(levels[level], actual, waiting.served(variate, level));
    }
    return new Point(
        served.variates().get(variate),
        actual,
        waiting.mean(variate),
        waiting.naive(variate),
        levels.length > 1
            && actual >= waiting.served(variate, 0)
            && actual <= waiting.served(variate, levels.length - 1),
        levels.length == 0 ? 0 : loss / levels.length);
  }

  double actual(int variate) {
    return actuals[variate];
  }

  double own(int variate, int level) {
    return waiting.own(variate, level);
  }

  /** Whether the actual is at most the quantile that was served. */
  boolean isBelow(int variate, int level) {
    return actuals[variate] <= waiting.served(variate, level);
  }
}
