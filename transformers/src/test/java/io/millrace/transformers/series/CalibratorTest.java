package io.millrace.transformers.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.forecasting.RowRange;
import io.millrace.forecasting.SplitConformal;
import io.millrace.forecasting.Windows;
import io.millrace.serving.Calibration;
import io.millrace.serving.QuantileShifts;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Intervals around the last value of a random walk, whose errors grow with the lead. */
class CalibratorTest {

  private static final int LOOKBACK = 2;
  private static final int HORIZON = 16;
  private static final int ROWS = 24_000;
  private static final List<Double> LEVELS = List.of(0.1, 0.5, 0.9);

  private final ScaledSeries walk = walk();
  private final WindowExamples validation = windows(0, ROWS / 2);
  private final WindowExamples heldOut = windows(ROWS / 2, ROWS);
  private final Forecaster lastValue =
      new Conformal(
          new RLinear(
              LOOKBACK, new InstanceNorm(InstanceNorm.Anchor.LAST, 1e-5f), new PointHead(HORIZON)),
          LEVELS);
  private final Fitted fitted =
      new Fitted(
          lastValue,
          Map.of("mean/kernel", new float[LOOKBACK * HORIZON], "mean/bias", new float[HORIZON]),
          0);

  @Test
  void eachBucketOfLeadsHasAnIntervalThatHoldsWhatItPromises() {
    try (TrainedForecaster network = network()) {
      Calibration calibration = Calibrator.calibrate(network, validation, lastValue);

      IntervalCoverage coverage = coverage(network, calibration);

      assertThat(calibration.leads()).containsExactly(1, 4, 8, 16);
      assertThat(bucket(coverage, 1, 1)).isCloseTo(0.8, within(0.03));
      assertThat(bucket(coverage, 2, 4)).isCloseTo(0.8, within(0.03));
      assertThat(bucket(coverage, 5, 8)).isCloseTo(0.8, within(0.03));
      assertThat(bucket(coverage, 9, 16)).isCloseTo(0.8, within(0.05));
    }
  }

  @Test
  void oneShiftForAllLeadsWouldBeTooWideNearAndTooNarrowFar() {
    try (TrainedForecaster network = network()) {
      IntervalCoverage coverage = coverage(network, oneShift());

      assertThat(coverage.coverage()).isCloseTo(0.8, within(0.03));
      assertThat(bucket(coverage, 1, 1)).isGreaterThan(0.95);
      assertThat(bucket(coverage, 9, 16)).isLessThan(0.75);
    }
  }

  @Test
  void shiftsGrowAsTheWalkSpreadsAndLeaveTheMedianWhereItIs() {
    try (TrainedForecaster network = network()) {
      List<List<List<Double>>> shifts =
          Calibrator.calibrate(network, validation, lastValue).quantileShifts();

      // A normal step's 90 % quantile is 1.2816 deviations; errors add up to the lead's root.
      assertThat(shifts.get(0).get(0).get(0)).isCloseTo(-1.2816, within(0.1));
      assertThat(shifts.get(2).get(0).get(0)).isCloseTo(1.2816, within(0.1));
      assertThat(shifts.get(2).get(3).get(0)).isCloseTo(1.2816 * Math.sqrt(12.5), within(0.6));
      assertThat(shifts.get(1)).containsOnly(List.of(0.0));
    }
  }

  @Test
  void neighbouringLeadsOfAWalkErrTogether() {
    double expected = 0;
    for (int lead = 1; lead < HORIZON; lead++) {
      expected += Math.sqrt(lead / (lead + 1.0)) / (HORIZON - 1); // of sums that share all but one
    }
    try (TrainedForecaster network = network()) {
      Calibration calibration = Calibrator.calibrate(network, validation, lastValue);

      assertThat(calibration.residualCorrelation()).isCloseTo(expected, within(0.03));
    }
  }

  private IntervalCoverage coverage(TrainedForecaster network, Calibration calibration) {
    IntervalCoverage coverage = new IntervalCoverage(LEVELS, HORIZON);
    QuantileShifts shifts = QuantileShifts.of(calibration, HORIZON, 1, LEVELS.size());
    network.forecast(
        heldOut,
        (window, mean, quantiles) -> {
          shifts.apply(quantiles);
          for (int lead = 1; lead <= HORIZON; lead++) {
            int from = (lead - 1) * LEVELS.size();
            coverage.add(lead, heldOut.actual(window, lead, 0), quantiles, from);
          }
        });
    return coverage;
  }

  private static double bucket(IntervalCoverage coverage, int first, int last) {
    double sum = 0;
    for (int lead = first; lead <= last; lead++) {
      sum += coverage.coverage(lead);
    }
    return sum / (last - first + 1);
  }

  /** What a calibration blind to the lead would say. */
  private Calibration oneShift() {
    double[] residuals = new double[validation.count() * HORIZON];
    for (int i = 0; i < residuals.length; i++) {
      int window = i / HORIZON;
      float last = validation.actual(window, 0, 0); // the row before the first lead
      residuals[i] = validation.actual(window, i % HORIZON + 1, 0) - last;
    }
    return new Calibration(
        null,
        List.of(HORIZON),
        LEVELS.stream()
            .map(level -> List.of(List.of(SplitConformal.shift(residuals.clone(), level))))
            .toList());
  }

  private TrainedForecaster network() {
    return new TrainedForecaster(fitted, validation.shape(), System::nanoTime);
  }

  private WindowExamples windows(int from, int to) {
    return new WindowExamples(walk, new Windows(new RowRange(from, to), LOOKBACK, HORIZON));
  }

  private static ScaledSeries walk() {
    Random random = new Random(12);
    float[] values = new float[ROWS];
    double at = 0;
    for (int row = 0; row < ROWS; row++) {
      at += random.nextGaussian();
      values[row] = (float) at;
    }
    return new ScaledSeries(values, 1);
  }
}
