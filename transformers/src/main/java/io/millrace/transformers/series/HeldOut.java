package io.millrace.transformers.series;

import io.millrace.forecasting.LeadErrors;
import io.millrace.forecasting.Metrics;
import io.millrace.forecasting.NaiveForecasts;
import io.millrace.forecasting.RowRange;
import java.util.ArrayList;
import java.util.List;

/** The test rows: every window counted, none dropped, errors in scaled units. */
final class HeldOut {

  private final WindowExamples test;
  private final double[][] rows; // scaled, the whole series
  private final int season;
  private final double[] maseScales;

  HeldOut(WindowExamples test, RowRange training, int season) {
    this.test = test;
    this.season = season;
    rows = rows(test);
    maseScales = new double[test.variates()];
    for (int variate = 0; variate < maseScales.length; variate++) {
      maseScales[variate] = Metrics.maseScale(rows, training, season, variate);
    }
  }

  ScoredForecaster lastValue() {
    return score(
        "last value", (issue, lead, variate) -> NaiveForecasts.lastValue(rows, issue, variate));
  }

  ScoredForecaster seasonalNaive() {
    return score(
        "seasonal-naive",
        (issue, lead, variate) -> NaiveForecasts.seasonal(rows, issue, lead, season, variate));
  }

  /** The mean of a network without quantiles. */
  ScoredForecaster network(String name, TrainedForecaster network) {
    LeadErrors errors = errors();
    network.forecast(test, (window, mean, quantiles) -> add(errors, window, mean, 1, 0));
    return scored(name, errors);
  }

  /** The mean, the middle quantile, and the coverage of calibrated intervals. */
  Judged judge(
      String name,
      TrainedForecaster network,
      List<Double> levels,
      QuantileCalibration calibration) {
    LeadErrors mean = errors();
    LeadErrors middle = errors();
    IntervalCoverage coverage = new IntervalCoverage(levels, test.windows().horizon());
    network.forecast(
        test,
        (window, means, quantiles) -> {
          calibration.apply(quantiles);
          add(mean, window, means, 1, 0);
          add(middle, window, quantiles, levels.size(), levels.size() / 2);
          cover(coverage, window, quantiles, levels.size());
        });
    String quantile = levels.get(levels.size() / 2) == 0.5 ? "median" : "middle quantile";
    List<ScoredForecaster> scores = new ArrayList<>();
    scores.add(scored(name, mean));
    scores.add(scored(name + ", " + quantile, middle));
    return new Judged(scores, coverage);
  }

  /**
   * @param scores of the mean, then of the middle quantile
   */
  record Judged(List<ScoredForecaster> scores, IntervalCoverage coverage) {}

  private interface Control {
    double forecast(int issue, int lead, int variate);
  }

  private ScoredForecaster score(String name, Control control) {
    LeadErrors errors = errors();
    for (int window = 0; window < test.count(); window++) {
      int issue = test.windows().issue(window);
      for (int lead = 1; lead <= test.windows().horizon(); lead++) {
        for (int variate = 0; variate < test.variates(); variate++) {
          errors.add(
              lead,
              variate,
              test.actual(window, lead, variate),
              control.forecast(issue, lead, variate));
        }
      }
    }
    return scored(name, errors);
  }

  /** Adds every {@code stride}-th forecast from {@code offset} on. */
  private void add(LeadErrors errors, int window, float[] forecasts, int stride, int offset) {
    for (int i = 0; i < forecasts.length / stride; i++) {
      int lead = i / test.variates() + 1;
      int variate = i % test.variates();
      errors.add(lead, variate, test.actual(window, lead, variate), forecasts[i * stride + offset]);
    }
  }

  private void cover(IntervalCoverage coverage, int window, float[] quantiles, int count) {
    for (int i = 0; i < quantiles.length / count; i++) {
      int lead = i / test.variates() + 1;
      coverage.add(lead, test.actual(window, lead, i % test.variates()), quantiles, i * count);
    }
  }

  private LeadErrors errors() {
    return new LeadErrors(test.windows().horizon(), test.variates());
  }

  private ScoredForecaster scored(String name, LeadErrors errors) {
    return new ScoredForecaster(name, errors, errors.mase(maseScales));
  }

  private static double[][] rows(WindowExamples test) {
    double[][] rows = new double[test.scaled().length / test.variates()][test.variates()];
    for (int i = 0; i < test.scaled().length; i++) {
      rows[i / test.variates()][i % test.variates()] = test.scaled()[i];
    }
    return rows;
  }
}
