package io.millrace.forecasting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A forecast that met its actual. */
public final class Scored {

  private final Served served;
  private final int lead;
  private final Outstanding entry;
  private final double[] actuals; // by variate, NaN = missing

  Scored(Served served, int lead, Outstanding entry, double[] actuals) {
    this.served = served;
    this.lead = lead;
    this.entry = entry;
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

  /** The variates whose actual and forecast are there, in the forecaster's order. */
  public List<Point> points() {
    List<Point> points = new ArrayList<>();
    for (int variate = 0; variate < actuals.length; variate++) {
      if (!Double.isNaN(actuals[variate]) && !Float.isNaN(entry.mean()[variate])) {
        points.add(point(variate));
      }
    }
    return points;
  }

  private Point point(int variate) {
    double[] levels = served.levelArray();
    float[] quantiles = entry.quantiles()[variate];
    double actual = actuals[variate];
    double loss = 0;
    for (int level = 0; level < levels.length; level++) {
      double miss = actual - quantiles[level];
      loss += Math.max(levels[level] * miss, (levels[level] - 1) * miss);
    }
    return new Point(
        served.variates().get(variate),
        actual,
        entry.mean()[variate],
        entry.naive()[variate],
        levels.length > 1 && actual >= quantiles[0] && actual <= quantiles[levels.length - 1],
        levels.length == 0 ? 0 : loss / levels.length);
  }

  public Served served() {
    return served;
  }

  /** Steps between the forecast and its actual. */
  public int lead() {
    return lead;
  }

  /** What had been expected of a variate; empty when the forecaster does not know it. */
  public Optional<QuantileFunction> expected(String variate) {
    int index = served.variates().indexOf(variate);
    if (index < 0 || served.levels().isEmpty()) {
      return Optional.empty();
    }
    float[] quantiles = entry.quantiles()[index];
    double[] values = new double[quantiles.length];
    Arrays.setAll(values, i -> quantiles[i]);
    return Optional.of(new QuantileFunction(served.levelArray(), values));
  }
}
