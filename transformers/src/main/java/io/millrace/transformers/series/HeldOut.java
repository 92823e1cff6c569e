package io.millrace.transformers.series;

import io.millrace.forecasting.LeadErrors;
import io.millrace.forecasting.Metrics;
import io.millrace.forecasting.NaiveForecasts;
import io.millrace.forecasting.RowRange;
import io.millrace.forecasting.Scaler;
import io.millrace.serving.Calibration;
import io.millrace.serving.QuantileShifts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Held-out rows: every window counted, none dropped. */
public final class HeldOut {

  private static final String MEDIAN = ", median";

  private final WindowExamples windows;
  private final Scaler scaler;
  private final int season;
  private final double[][] rows; // scaled, the whole series
  private final double[] maseScales;
  private @Nullable ScoredForecaster seasonalNaive;

  private HeldOut(WindowExamples windows, Scaler scaler, RowRange training, int season) {
    this.windows = windows;
    this.scaler = scaler;
    this.season = season;
    rows = rows(windows.series());
    maseScales = new double[windows.variates()];
    for (int variate = 0; variate < maseScales.length; variate++) {
      maseScales[variate] = Metrics.maseScale(rows, training, season, variate);
    }
  }

  /** The rows that nothing was fitted or chosen on. */
  public static HeldOut test(ForecastData data, int season) {
    return new HeldOut(data.test(), data.scaler(), data.split().training(), season);
  }

  /** The rows that choices are made on. */
  public static HeldOut validation(ForecastData data, int season) {
    return new HeldOut(data.validation(), data.scaler(), data.split().training(), season);
  }

  public ScoredForecaster lastValue() {
    return naive(
        "last value", (issue, lead, variate) -> NaiveForecasts.lastValue(rows, issue, variate));
  }

  public ScoredForecaster seasonalNaive() {
    if (seasonalNaive == null) {
      seasonalNaive =
          naive(
              "seasonal-naive",
              (issue, lead, variate) ->
                  NaiveForecasts.seasonal(rows, issue, lead, season, variate));
    }
    return seasonalNaive;
  }

  /**
   * A network's mean and, where it has quantiles, the coverage of its calibrated interval; then, if
   * it forecasts a median of its own, that.
   */
  public List<ScoredForecaster> network(
      Fitted fitted, Calibration calibration, TrainedForecaster network) {
    List<Double> levels = fitted.forecaster().quantiles();
    Scoring scoring = new Scoring(levels, ownMedian(fitted.forecaster()));
    QuantileShifts shifts =
        QuantileShifts.of(
            calibration, windows.windows().horizon(), windows.variates(), levels.size());
    double millis =
        network.forecast(
            windows,
            (window, means, quantiles) -> {
              if (!levels.isEmpty()) {
                shifts.apply(quantiles);
              }
              scoring.take(window, means, quantiles);
            });
    return scoring.scored(fitted.forecaster().name(), fitted.seconds(), millis);
  }

  /** A bundle's mean and, where it has quantiles, the coverage of its interval as it is served. */
  public ScoredForecaster served(ServedForecaster bundle, ForecastData data) {
    Scoring scoring = new Scoring(bundle.quantiles(), -1);
    double millis = bundle.forecast(data, windows, scoring::take);
    return scoring.scored(bundle.name(), Double.NaN, millis).get(0);
  }

  /** The running account of one network. */
  private final class Scoring {

    private final List<Double> levels;
    private final int middle;
    private final Account mean = new Account(windows, scaler);
    private final Account median = new Account(windows, scaler);
    private final @Nullable IntervalCoverage coverage;

    /**
     * @param middle which of its levels is a median of its own; -1 = none
     */
    Scoring(List<Double> levels, int middle) {
      this.levels = levels;
      this.middle = middle;
      coverage =
          levels.size() < 2 ? null : new IntervalCoverage(levels, windows.windows().horizon());
    }

    void take(int window, float[] means, float[] quantiles) {
      mean.add(window, means, 1, 0);
      if (coverage != null) {
        cover(coverage, window, quantiles, levels.size());
      }
      if (middle >= 0) {
        median.add(window, quantiles, levels.size(), middle);
      }
    }

    List<ScoredForecaster> scored(String name, double seconds, double millis) {
      List<ScoredForecaster> scores = new ArrayList<>();
      scores.add(HeldOut.this.scored(name, mean, coverage, seconds, millis));
      if (middle >= 0) {
        scores.add(HeldOut.this.scored(name + MEDIAN, median, coverage, seconds, millis));
      }
      return scores;
    }
  }

  private static int ownMedian(Forecaster forecaster) {
    return forecaster instanceof Conformal ? -1 : forecaster.quantiles().indexOf(0.5);
  }

  private interface Naive {
    double forecast(int issue, int lead, int variate);
  }

  private ScoredForecaster naive(String name, Naive naive) {
    Account account = new Account(windows, scaler);
    for (int window = 0; window < windows.count(); window++) {
      int issue = windows.windows().issue(window);
      for (int lead = 1; lead <= windows.windows().horizon(); lead++) {
        for (int variate = 0; variate < windows.variates(); variate++) {
          account.add(window, lead, variate, naive.forecast(issue, lead, variate));
        }
      }
    }
    return scored(name, account, null, Double.NaN, Double.NaN);
  }

  private void cover(IntervalCoverage coverage, int window, float[] quantiles, int count) {
    for (int i = 0; i < quantiles.length / count; i++) {
      int lead = i / windows.variates() + 1;
      int variate = i % windows.variates();
      if (windows.isObserved(window, lead, variate)) {
        coverage.add(lead, windows.actual(window, lead, variate), quantiles, i * count);
      }
    }
  }

  private ScoredForecaster scored(
      String name,
      Account account,
      @Nullable IntervalCoverage coverage,
      double seconds,
      double millis) {
    LeadErrors errors = account.errors();
    boolean itself = name.equals("seasonal-naive");
    return new ScoredForecaster(
        name,
        errors,
        errors.mase(maseScales),
        itself ? 1 : errors.relMae(seasonalNaive().errors()),
        account.smape(),
        coverage,
        seconds,
        millis);
  }

  private static double[][] rows(ScaledSeries series) {
    double[][] rows = new double[series.rows()][series.variates()];
    for (int i = 0; i < series.targets().length; i++) {
      rows[i / series.variates()][i % series.variates()] = series.targets()[i];
    }
    return rows;
  }
}
