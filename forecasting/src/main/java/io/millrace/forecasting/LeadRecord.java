package io.millrace.forecasting;

import org.jspecify.annotations.Nullable;

/**
 * How good a forecaster has been at one variate and lead, over a fading memory of 500 points.
 *
 * @param points ever scored
 * @param mae mean absolute error, in the variate's units
 * @param mase mae over the naive forecast's at lead 1, on the same actuals; null when that is 0
 * @param relMae mae over the naive forecast's at this lead, on the same points; null when that is 0
 * @param pinball mean over quantiles; null without quantiles
 * @param coverage share of actuals between the outermost quantiles; null with fewer than two
 * @param coverageTarget what the outermost quantiles promise
 */
public record LeadRecord(
    int lead,
    long points,
    double mae,
    @Nullable Double mase,
    @Nullable Double relMae,
    @Nullable Double pinball,
    @Nullable Double coverage,
    @Nullable Double coverageTarget) {

  static LeadRecord of(int lead, Tally tally, Tally first, Served served) {
    double mae = tally.absolute() / tally.weight();
    int levels = served.levels().size();
    boolean interval = levels > 1;
    return new LeadRecord(
        lead,
        tally.points(),
        mae,
        first.weight() > 0 ? ratio(mae, first.naive() / first.weight()) : null,
        ratio(mae, tally.naive() / tally.weight()),
        levels > 0 ? (Double) (tally.pinball() / tally.weight()) : null,
        interval ? (Double) (tally.covered() / tally.weight()) : null,
        interval ? (Double) (served.levels().get(levels - 1) - served.levels().get(0)) : null);
  }

  private static @Nullable Double ratio(double error, double scale) {
    double ratio = error / scale;
    return scale > 0 && Double.isFinite(ratio) ? ratio : null;
  }
}
