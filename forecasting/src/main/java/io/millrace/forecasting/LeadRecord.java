package io.millrace.forecasting;

import org.jspecify.annotations.Nullable;

/**
 * How good a forecaster has been at one variate and lead, over a fading memory of 500 points.
 *
 * @param points ever scored
 * @param mae mean absolute error, in the variate's units
 * @param rmse root of the mean squared error, in the variate's units; null until a point came after
 *     an upgrade from a state that did not keep it
 * @param mase mae over the naive forecast's at lead 1, on the same actuals; null when that is 0
 * @param relMae mae over the naive forecast's at this lead, on the same points; null when that is 0
 * @param pinball mean over quantiles; null without quantiles
 * @param bias mean of forecast − actual: above 0 it forecasts too high; null as {@code rmse} is
 * @param coverage share of actuals between the outermost quantiles; null with fewer than two
 * @param coverageTarget what the outermost quantiles promise
 */
public record LeadRecord(
    int lead,
    long points,
    double mae,
    @Nullable Double rmse,
    @Nullable Double mase,
    @Nullable Double relMae,
    @Nullable Double pinball,
    @Nullable Double bias,
    @Nullable Double coverage,
    @Nullable Double coverageTarget) {

  static LeadRecord of(int lead, Tally tally, Tally first, Served served) {
    double mae = tally.meanAbsolute();
    int levels = served.levels().size();
    boolean interval = levels > 1;
    return new LeadRecord(
        lead,
        tally.points(),
        mae,
        mean(Math.sqrt(tally.squares()), Math.sqrt(tally.signedWeight())),
        first.weight() > 0 ? ratio(mae, first.naive() / first.weight()) : null,
        ratio(mae, tally.naive() / tally.weight()),
        levels > 0 ? mean(tally.pinball(), tally.weight()) : null,
        mean(tally.signed(), tally.signedWeight()),
        interval ? mean(tally.covered(), tally.weight()) : null,
        interval ? (Double) (served.levels().get(levels - 1) - served.levels().get(0)) : null);
  }

  private static @Nullable Double mean(double sum, double weight) {
    return weight > 0 ? sum / weight : null;
  }

  private static @Nullable Double ratio(double error, double scale) {
    double ratio = error / scale;
    return scale > 0 && Double.isFinite(ratio) ? ratio : null;
  }
}
