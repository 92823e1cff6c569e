package io.millrace.benchmarks.alert;

import io.millrace.forecasting.Limit;
import io.millrace.forecasting.Outlook;
import io.millrace.forecasting.Scaler;
import io.millrace.forecasting.SeriesTable;
import io.millrace.forecasting.Served;
import io.millrace.forecasting.Split;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * ETTh1 under a linear network with quantiles that learned from its training rows. Ledger and rules
 * meet the validation rows first, as a stream, then the test rows, which are judged. Limits are
 * quantiles of the training rows.
 *
 * @param rows of the file, from its first on
 */
record EttBreaches(int rows, Protocol protocol, int seed) {

  private static final int LOOKBACK = 96;
  private static final int HORIZON = 24;
  private static final int DAY = 24;
  private static final List<Double> LEVELS = List.of(0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.98);

  /** Readings before the first forecast, so that the history has its grid and its lookback. */
  private static final int LEAD_IN = 2 * LOOKBACK;

  BreachRun.Outcome measure(Bench bench) {
    SeriesTable table = table(bench);
    TrainedForecast trained =
        new ForecastTraining(TrainingListener.NONE, System::nanoTime)
            .train(table, table, recipe(), null);
    Split split = trained.data().split();
    int firstRow = split.validation().from() + LOOKBACK - LEAD_IN; // step 0 of the stream
    Map<Integer, Outlook> outlooks = new HashMap<>();
    for (WindowExamples windows : List.of(trained.data().validation(), trained.data().test())) {
      forecast(trained, windows, firstRow, outlooks);
    }
    double[][] training = Arrays.copyOf(table.rows(), split.training().to());
    List<List<Limit>> limits = new ArrayList<>();
    for (int variate = 0; variate < table.variates().size(); variate++) {
      int column = variate;
      double[] values = Arrays.stream(training).mapToDouble(row -> row[column]).toArray();
      limits.add(BreachRun.limits(values, 0.1, 0.05));
    }
    double[][] streamed = Arrays.copyOfRange(table.rows(), firstRow, split.test().to());
    int from = split.test().from() + LOOKBACK - firstRow;
    return new BreachRun("ETTh1", table.variates(), streamed, limits, from)
        .measure(step -> Optional.ofNullable(outlooks.get(step)), BreachRun.Truth.UNKNOWN, 0);
  }

  private SeriesTable table(Bench bench) {
    SeriesTable whole =
        SeriesCsv.read(bench.file("forecast/ETTh1.csv"), ReadOptions.detect()).table();
    return new SeriesTable(
        whole.variates(),
        whole.times().subList(0, rows),
        Arrays.copyOf(whole.rows(), rows),
        whole.step());
  }

  private ForecastRecipe recipe() {
    TrainingPlan plan =
        new TrainingPlan(4, 32, new Schedule.HalvedEachEpoch(5e-3f), Adam.standard(), 0, 3, seed);
    RLinear network =
        new RLinear(LOOKBACK, InstanceNorm.published(), new QuantileHead(HORIZON, LEVELS));
    return new ForecastRecipe(
        new Candidate(network, ForecastLoss.standard(), plan),
        SeriesCovariates.none(),
        protocol,
        DAY,
        LEVELS);
  }

  /** Into {@code outlooks}, by step of the stream: what a bundle of the network would give. */
  private static void forecast(
      TrainedForecast trained,
      WindowExamples windows,
      int firstRow,
      Map<Integer, Outlook> outlooks) {
    List<String> variates = trained.data().variates();
    Served served = new Served("RLinear", "1", "RLinear", variates, LEVELS, HORIZON);
    QuantileShifts shifts =
        QuantileShifts.of(trained.calibration(), HORIZON, variates.size(), LEVELS.size());
    Double correlation = trained.calibration().residualCorrelation();
    try (TrainedForecaster network =
        new TrainedForecaster(trained.served(), windows.shape(), System::nanoTime)) {
      network.forecast(
          windows,
          (window, mean, quantiles) -> {
            shifts.apply(quantiles);
            outlooks.put(
                windows.windows().issue(window) - 1 - firstRow,
                new Outlook(
                    served,
                    unscaled(trained.data().scaler(), mean, quantiles),
                    correlation == null ? 0 : correlation));
          });
    }
  }

  /**
   * @param mean {@code [horizon, variates]}, scaled
   * @param quantiles {@code [horizon, variates, level]}, scaled
   */
  private static Map<String, VariateOutlook> unscaled(
      Scaler scaler, float[] mean, float[] quantiles) {
    Map<String, VariateOutlook> outlooks = new LinkedHashMap<>();
    int variates = scaler.variates().size();
    double[] levels = LEVELS.stream().mapToDouble(Double::doubleValue).toArray();
    for (int v = 0; v < variates; v++) {
      double[] means = new double[HORIZON];
      double[][] byLevel = new double[levels.length][HORIZON];
      for (int lead = 0; lead < HORIZON; lead++) {
        int at = lead * variates + v;
        means[lead] = scaler.unscaled(v, mean[at]);
        for (int level = 0; level < levels.length; level++) {
          byLevel[level][lead] = scaler.unscaled(v, quantiles[at * levels.length + level]);
        }
      }
      outlooks.put(scaler.variates().get(v), new VariateOutlook(means, levels, byLevel));
    }
    return outlooks;
  }
}
