package io.millrace.workbench.train;

import io.millrace.forecasting.Scaler;
import io.millrace.forecasting.SeriesTable;
import io.millrace.serving.QuantileShifts;
import io.millrace.transformers.series.IntervalCoverage;
import io.millrace.transformers.series.ScoredForecaster;
import io.millrace.transformers.series.TrainedForecast;
import io.millrace.transformers.series.TrainedForecaster;
import io.millrace.transformers.series.WindowExamples;
import io.millrace.transformers.training.Trained;
import io.millrace.workbench.report.Band;
import io.millrace.workbench.report.CoverageByLead;
import io.millrace.workbench.report.ErrorByLead;
import io.millrace.workbench.report.Fact;
import io.millrace.workbench.report.FanVariate;
import io.millrace.workbench.report.FanWindow;
import io.millrace.workbench.report.Fans;
import io.millrace.workbench.report.HeldOut;
import io.millrace.workbench.report.HeldOutRow;
import io.millrace.workbench.report.LeadCurve;
import io.millrace.workbench.report.LossCurve;
import io.millrace.workbench.report.Pick;
import io.millrace.workbench.report.Report;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What {@code report.html} shows of one training. */
final class ForecastReport {

  private final String title;
  private final TrainedForecast trained;
  private final SeriesTable table;
  private final List<Fact> facts;
  private final List<Double> levels;
  private final int horizon;

  ForecastReport(String title, TrainedForecast trained, SeriesTable table, List<Fact> facts) {
    this.title = title;
    this.trained = trained;
    this.table = table;
    this.facts = facts;
    levels = trained.served().forecaster().quantiles();
    horizon = trained.served().forecaster().horizon();
  }

  Report report() {
    IntervalCoverage coverage = trained.coverage();
    List<HeldOutRow> rows = HeldOutRows.of(trained.scores(), trained.served().forecaster(), "");
    double target = coverage == null ? Double.NaN : coverage.target();
    return new Report(
        title,
        facts,
        List.of(losses()),
        new HeldOut("scaled units", trained.testWindows(), target, rows),
        errors(),
        coverage == null ? null : coverage(coverage),
        fans());
  }

  private LossCurve losses() {
    Trained run = trained.trained();
    return new LossCurve(
        trained.served().forecaster().name(),
        "seed " + trained.recipe().candidate().plan().seed(),
        run.best(),
        run.epochs().stream()
            .map(
                epoch ->
                    new LossCurve.EpochLoss(epoch.epoch(), epoch.loss(), epoch.validationLoss()))
            .toList());
  }

  private ErrorByLead errors() {
    return new ErrorByLead(
        "MSE",
        table.step(),
        trained.scores().stream()
            .filter(scored -> !scored.name().endsWith("median"))
            .map(scored -> new LeadCurve(scored.name(), byLead(scored)))
            .toList());
  }

  private double[] byLead(ScoredForecaster scored) {
    return IntStream.rangeClosed(1, horizon).mapToDouble(scored.errors()::mse).toArray();
  }

  private CoverageByLead coverage(IntervalCoverage coverage) {
    double[] shares = IntStream.rangeClosed(1, horizon).mapToDouble(coverage::coverage).toArray();
    return new CoverageByLead(
        coverage.target(),
        table.step(),
        List.of(new LeadCurve(trained.served().forecaster().name(), shares)));
  }

  private Fans fans() {
    WindowExamples test = trained.data().test();
    double[] errors = new double[test.count()];
    try (TrainedForecaster network =
        new TrainedForecaster(trained.served(), trained.data().shape(), System::nanoTime)) {
      network.forecast(
          test, (window, mean, quantiles) -> errors[window] = error(test, window, mean));
      Map<Pick, Integer> picks = Pick.among(errors);
      Map<Pick, FanWindow> windows = new EnumMap<>(Pick.class);
      network.forecast(
          test,
          (window, mean, quantiles) ->
              picks.forEach(
                  (pick, picked) -> {
                    if (picked == window && !isShown(picks, pick)) {
                      windows.put(pick, fan(pick, window, errors[window], mean, quantiles));
                    }
                  }));
      return new Fans(
          trained.served().forecaster().name(),
          "mean",
          "MSE in scaled units",
          test.count(),
          table.step(),
          List.copyOf(windows.values()));
    }
  }

  /** Of very few windows one may be the best and the worst: it is shown once. */
  private static boolean isShown(Map<Pick, Integer> picks, Pick pick) {
    return Arrays.stream(Pick.values())
        .anyMatch(
            other ->
                other.compareTo(pick) < 0
                    && picks.getOrDefault(other, -1).equals(picks.getOrDefault(pick, -2)));
  }

  /** Over what was observed; 0 if nothing was. */
  private static double error(WindowExamples test, int window, float[] mean) {
    double sum = 0;
    int points = 0;
    for (int i = 0; i < mean.length; i++) {
      int lead = i / test.variates() + 1;
      int variate = i % test.variates();
      if (test.isObserved(window, lead, variate)) {
        double error = test.actual(window, lead, variate) - mean[i];
        sum += error * error;
        points++;
      }
    }
    return points == 0 ? 0 : sum / points;
  }

  private FanWindow fan(Pick pick, int window, double error, float[] mean, float[] quantiles) {
    int issue = trained.data().test().windows().issue(window);
    if (quantiles.length > 0) {
      QuantileShifts.of(
              trained.calibration(), horizon, trained.data().variates().size(), levels.size())
          .apply(quantiles);
    }
    List<FanVariate> variates = new ArrayList<>();
    for (int variate = 0; variate < trained.data().variates().size(); variate++) {
      variates.add(variate(variate, issue, mean, quantiles));
    }
    return new FanWindow(pick, table.times().get(issue - 1), error, variates);
  }

  private FanVariate variate(int variate, int issue, float[] mean, float[] quantiles) {
    String name = trained.data().variates().get(variate);
    double[] column = table.column(table.indexOf(name));
    int lookback = trained.served().forecaster().lookback();
    List<Band> bands = new ArrayList<>();
    for (int low = 0; low < levels.size() / 2 && bands.size() < 2; low++) {
      int high = levels.size() - 1 - low;
      bands.add(
          new Band(
              levels.get(high) - levels.get(low),
              unscaled(quantiles, variate, levels.size(), low),
              unscaled(quantiles, variate, levels.size(), high)));
    }
    return new FanVariate(
        name,
        Arrays.copyOfRange(column, issue - lookback, issue),
        Arrays.copyOfRange(column, issue, issue + horizon),
        unscaled(mean, variate, 1, 0),
        bands);
  }

  /** By lead: every {@code stride}-th number of a variate from {@code offset} on. */
  private double[] unscaled(float[] scaled, int variate, int stride, int offset) {
    Scaler scaler = trained.data().scaler();
    int variates = trained.data().variates().size();
    return IntStream.range(0, horizon)
        .mapToDouble(
            lead -> scaler.unscaled(variate, scaled[(lead * variates + variate) * stride + offset]))
        .toArray();
  }
}
