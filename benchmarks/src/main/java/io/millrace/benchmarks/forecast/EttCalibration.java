package io.millrace.benchmarks.forecast;

import io.millrace.forecasting.Outlook;
import io.millrace.forecasting.Scaler;
import io.millrace.forecasting.SeriesTable;
import io.millrace.forecasting.Served;
import io.millrace.forecasting.VariateOutlook;
import io.millrace.serving.QuantileShifts;
import io.millrace.transformers.series.Candidate;
import io.millrace.transformers.series.ForecastLoss;
import io.millrace.transformers.series.ForecastRecipe;
import io.millrace.transformers.series.ForecastRecipe.Protocol;
import io.millrace.transformers.series.ForecastTraining;
import io.millrace.transformers.series.InstanceNorm;
import io.millrace.transformers.series.QuantileHead;
import io.millrace.transformers.series.RLinear;
import io.millrace.transformers.series.SeriesCovariates;
import io.millrace.transformers.series.TrainedForecast;
import io.millrace.transformers.series.TrainedForecaster;
import io.millrace.transformers.series.WindowExamples;
import io.millrace.transformers.training.Adam;
import io.millrace.transformers.training.Schedule;
import io.millrace.transformers.training.TrainingListener;
import io.millrace.transformers.training.TrainingPlan;
import io.millrace.workbench.csv.ReadOptions;
import io.millrace.workbench.csv.SeriesCsv;
import io.millrace.workbench.proof.Bench;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * ETTh1 under a linear network with quantiles, trained on its training rows and calibrated, as a
 * bundle is, by split-conformal on its validation rows: that is the reference, and what the ledger
 * is given as the forecaster's own. It sees the test rows only, as a stream.
 *
 * @param beginning steps of the test part that are not judged
 */
record EttCalibration(int beginning, int seed) {

  private static final int LOOKBACK = 96;
  private static final int HORIZON = 24;
  private static final int DAY = 24;
  private static final List<Double> LEVELS = List.of(0.05, 0.5, 0.95);

  /** Readings before the first forecast, so that the history has its grid and its lookback. */
  private static final int LEAD_IN = 2 * LOOKBACK;

  IntervalAccount test(Bench bench) {
    SeriesTable table =
        SeriesCsv.read(bench.file("forecast/ETTh1.csv"), ReadOptions.detect()).table();
    TrainedForecast trained =
        new ForecastTraining(TrainingListener.NONE, System::nanoTime)
            .train(table, table, recipe(), null);
    WindowExamples windows = trained.data().test();
    int firstRow = windows.windows().issue(0) - LEAD_IN; // step 0 of the stream
    Served served =
        new Served("RLinear", "1", "RLinear", trained.data().variates(), LEVELS, HORIZON);
    Map<Integer, Outlook> own = outlooks(trained, served, firstRow);
    int[] ends = served.scoredLeads().stream().mapToInt(Integer::intValue).toArray();
    double[][] rows =
        Arrays.copyOfRange(table.rows(), firstRow, trained.data().split().test().to());
    IntervalAccount account = new IntervalAccount(LEAD_IN + beginning, rows.length, ends, levels());
    new CalibratedStream(
            step -> Optional.ofNullable(own.get(step)),
            (step, calibrated) -> judge(account, rows, step, calibrated, trained.data().scaler()))
        .run(served.variates(), rows);
    return account;
  }

  private ForecastRecipe recipe() {
    TrainingPlan plan =
        new TrainingPlan(4, 32, new Schedule.HalvedEachEpoch(5e-3f), Adam.standard(), 0, 3, seed);
    RLinear network =
        new RLinear(LOOKBACK, InstanceNorm.published(), new QuantileHead(HORIZON, LEVELS));
    return new ForecastRecipe(
        new Candidate(network, ForecastLoss.standard(), plan),
        SeriesCovariates.none(),
        Protocol.ETT,
        DAY,
        LEVELS);
  }

  private static double[] levels() {
    return LEVELS.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** By step of the stream, calibrated by split-conformal. */
  private static Map<Integer, Outlook> outlooks(
      TrainedForecast trained, Served served, int firstRow) {
    WindowExamples windows = trained.data().test();
    int variates = served.variates().size();
    QuantileShifts shifts =
        QuantileShifts.of(trained.calibration(), HORIZON, variates, LEVELS.size());
    Map<Integer, Outlook> outlooks = new LinkedHashMap<>();
    try (TrainedForecaster network =
        new TrainedForecaster(trained.served(), windows.shape(), System::nanoTime)) {
      network.forecast(
          windows,
          (window, mean, quantiles) -> {
            shifts.apply(quantiles);
            outlooks.put(
                windows.windows().issue(window) - 1 - firstRow,
                outlook(served, trained.data().scaler(), mean, quantiles));
          });
    }
    return outlooks;
  }

  /**
   * @param mean {@code [horizon, variates]}, scaled
   * @param quantiles {@code [horizon, variates, level]}, scaled
   */
  private static Outlook outlook(Served served, Scaler scaler, float[] mean, float[] quantiles) {
    Map<String, VariateOutlook> outlooks = new LinkedHashMap<>();
    int variates = served.variates().size();
    for (int v = 0; v < variates; v++) {
      double[] means = new double[HORIZON];
      double[][] byLevel = new double[LEVELS.size()][HORIZON];
      for (int lead = 0; lead < HORIZON; lead++) {
        int at = lead * variates + v;
        means[lead] = scaler.unscaled(v, mean[at]);
        for (int level = 0; level < byLevel.length; level++) {
          byLevel[level][lead] = scaler.unscaled(v, quantiles[at * byLevel.length + level]);
        }
      }
      outlooks.put(served.variates().get(v), new VariateOutlook(means, levels(), byLevel));
    }
    return new Outlook(served, outlooks, 0);
  }

  private static void judge(
      IntervalAccount account, double[][] rows, int step, Outlook calibrated, Scaler scaler) {
    for (int v = 0; v < scaler.variates().size(); v++) {
      VariateOutlook served = of(calibrated.variates(), scaler.variates().get(v));
      VariateOutlook own = of(calibrated.own(), scaler.variates().get(v));
      for (int lead = 1; lead <= HORIZON && step + lead < rows.length; lead++) {
        account.add(
            step + lead,
            lead,
            rows[step + lead][v],
            at(served, lead),
            at(own, lead),
            scaler.scale()[v]);
      }
    }
  }

  private static VariateOutlook of(Map<String, VariateOutlook> outlooks, String variate) {
    return Objects.requireNonNull(outlooks.get(variate), variate);
  }

  private static double[] at(VariateOutlook outlook, int lead) {
    return Arrays.stream(outlook.quantiles()).mapToDouble(quantile -> quantile[lead - 1]).toArray();
  }
}
