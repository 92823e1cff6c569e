package io.millrace.transformers.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.forecasting.Scaler;
import io.millrace.forecasting.SeriesTable;
import io.millrace.forecasting.Split;
import io.millrace.forecasting.Trajectories;
import io.millrace.forecasting.VariateOutlook;
import io.millrace.serving.Calibration;
import io.millrace.serving.QuantileShifts;
import io.millrace.transformers.training.Adam;
import io.millrace.transformers.training.Schedule;
import io.millrace.transformers.training.TrainingListener;
import io.millrace.transformers.training.TrainingPlan;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Paths drawn from what a trained, calibrated network says of rows it never saw. */
class SampledTrajectoriesTest {

  private static final int LOOKBACK = 24;
  private static final int HORIZON = 6;
  private static final int PATHS = 99;
  private static final List<Double> LEVELS = List.of(0.1, 0.25, 0.5, 0.75, 0.9);

  private final SeriesTable waves = Waves.of(1200);
  private final ForecastData data =
      ForecastData.of(
          waves,
          waves,
          SeriesCovariates.none(),
          Split.ratio(waves.length(), LOOKBACK),
          LOOKBACK,
          HORIZON);
  private final WindowExamples heldOut = data.test();

  static Stream<ForecastHead> heads() {
    return Stream.of(
        new PointHead(HORIZON),
        new QuantileHead(HORIZON, LEVELS),
        new FourierHead(HORIZON, LEVELS, 8, 64, 3));
  }

  @ParameterizedTest
  @MethodSource("heads")
  void pathsPassWhereWhatComesPasses(ForecastHead head) {
    Fitted fitted = trained(head);
    try (TrainedForecaster network =
        new TrainedForecaster(fitted, data.shape(), System::nanoTime)) {
      Calibration calibration =
          Calibrator.calibrate(network, data.validation(), fitted.forecaster());
      Tally points = new Tally();
      Tally highest = new Tally();

      network.forecast(
          heldOut,
          (window, mean, quantiles) -> {
            shifts(calibration).apply(quantiles);
            for (int variate = 0; variate < heldOut.variates(); variate++) {
              VariateOutlook outlook = outlook(mean, quantiles, variate);
              double[][] paths =
                  new Trajectories(PATHS, window).of(outlook, calibration.residualCorrelation());
              double[] came = came(window, variate);
              for (int lead = 0; lead < HORIZON; lead++) {
                int at = lead;
                points.add(paths, came, path -> path[at]);
              }
              highest.add(paths, came, path -> Arrays.stream(path).max().orElseThrow());
            }
          });

      assertThat(points.between(0.1, 0.9)).as("80 %% interval").isCloseTo(0.8, within(0.1));
      assertThat(points.between(0.25, 0.75)).as("50 %% interval").isCloseTo(0.5, within(0.1));
      assertThat(points.between(0, 0.5)).as("below the median").isCloseTo(0.5, within(0.1));
      // Some 70 windows that do not overlap: one number each, not one each lead.
      assertThat(highest.between(0.1, 0.9)).as("the highest").isCloseTo(0.8, within(0.15));
    }
  }

  private Fitted trained(ForecastHead head) {
    int epochs = head instanceof FourierHead ? 12 : 6; // a distribution takes longer to learn
    TrainingPlan plan =
        new TrainingPlan(epochs, 32, new Schedule.Constant(5e-3f), Adam.standard(), 1, 3, 1);
    RLinear network = new RLinear(LOOKBACK, InstanceNorm.published(), head);
    Candidate candidate = new Candidate(network, ForecastLoss.standard(), plan);
    return new ForecastTraining(TrainingListener.NONE, System::nanoTime)
        .fit(candidate, data)
        .withIntervals(LEVELS);
  }

  private QuantileShifts shifts(Calibration calibration) {
    return QuantileShifts.of(calibration, HORIZON, heldOut.variates(), LEVELS.size());
  }

  /** In the variate's own units, as forecast-service makes it of a served network's answer. */
  private VariateOutlook outlook(float[] mean, float[] quantiles, int variate) {
    Scaler scaler = data.scaler();
    double[] means = new double[HORIZON];
    double[][] levels = new double[LEVELS.size()][HORIZON];
    for (int lead = 0; lead < HORIZON; lead++) {
      int at = lead * heldOut.variates() + variate;
      means[lead] = scaler.unscaled(variate, mean[at]);
      for (int level = 0; level < LEVELS.size(); level++) {
        levels[level][lead] = scaler.unscaled(variate, quantiles[at * LEVELS.size() + level]);
      }
    }
    double[] at = LEVELS.stream().mapToDouble(Double::doubleValue).toArray();
    return new VariateOutlook(means, at, levels);
  }

  /** {@code [lead]}, in the variate's own units. */
  private double[] came(int window, int variate) {
    double[] came = new double[HORIZON];
    for (int lead = 0; lead < HORIZON; lead++) {
      came[lead] = waves.rows()[heldOut.windows().issue(window) + lead][variate];
    }
    return came;
  }

  /** Counts where what came lies among the paths. */
  private static final class Tally {

    private final int[] ranks = new int[PATHS + 1];

    void add(double[][] paths, double[] came, ToDoubleFunction<double[]> of) {
      double actual = of.applyAsDouble(came);
      ranks[(int) Arrays.stream(paths).filter(path -> of.applyAsDouble(path) < actual).count()]++;
    }

    /** The share of actuals between two quantiles of the paths. */
    double between(double low, double high) {
      int from = (int) Math.round(low * ranks.length);
      int to = (int) Math.round(high * ranks.length);
      return Arrays.stream(ranks, from, to).sum() / (double) Arrays.stream(ranks).sum();
    }
  }
}
