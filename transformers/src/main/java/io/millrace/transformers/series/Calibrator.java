package io.millrace.transformers.series;

import io.millrace.forecasting.SplitConformal;
import io.millrace.serving.Calibration;
import io.millrace.serving.QuantileShifts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Collects residuals of validation windows and makes a {@link Calibration} of them: one shift for
 * each quantile, variate and bucket of leads, since errors grow with the lead.
 */
final class Calibrator {

  /** Neighbouring windows say nearly the same; these many say enough and fit into memory. */
  private static final int MOST_WINDOWS = 1500;

  /**
   * Left where it is: it bounds no interval, and one shift for a bucket of leads would spoil it at
   * the near ones, where it is almost exact.
   */
  private static final double MEDIAN = 0.5;

  private final WindowExamples validation;
  private final int horizon;
  private final int variates;
  private final List<Double> levels;
  private final int stride;
  private final int kept;
  private final double[][][] residuals; // [quantile][variate][window, lead]
  private final double[][] means; // [variate][window, lead]

  private Calibrator(WindowExamples validation, List<Double> levels) {
    this.validation = validation;
    this.levels = levels;
    horizon = validation.windows().horizon();
    variates = validation.variates();
    stride = 1 + validation.count() / MOST_WINDOWS;
    kept = (validation.count() + stride - 1) / stride;
    residuals = new double[levels.size()][variates][kept * horizon];
    means = new double[variates][kept * horizon];
  }

  static Calibration calibrate(
      TrainedForecaster network, WindowExamples validation, Forecaster forecaster) {
    Calibrator calibrator = new Calibrator(validation, forecaster.quantiles());
    network.forecast(validation, calibrator::take);
    return calibrator.calibration();
  }

  private Calibration calibration() {
    List<Integer> leads = Arrays.stream(ForecastMetrics.leads(horizon)).boxed().toList();
    List<List<List<Double>>> shifts = new ArrayList<>();
    for (int quantile = 0; quantile < levels.size(); quantile++) {
      List<List<Double>> rows = new ArrayList<>();
      for (int bucket = 0; bucket < leads.size(); bucket++) {
        rows.add(shifts(quantile, leads, bucket));
      }
      shifts.add(rows);
    }
    return new Calibration(correlation(), leads, shifts);
  }

  /** By variate. */
  private List<Double> shifts(int quantile, List<Integer> leads, int bucket) {
    double level = levels.get(quantile);
    return IntStream.range(0, variates)
        .mapToObj(variate -> shift(of(residuals[quantile][variate], leads, bucket), level))
        .toList();
  }

  private static double shift(double[] residuals, double level) {
    boolean stays = level == MEDIAN || residuals.length == 0; // nothing was observed there
    return stays ? 0 : SplitConformal.shift(residuals, level);
  }

  private double[] of(double[] residuals, List<Integer> leads, int bucket) {
    return IntStream.range(0, residuals.length)
        .filter(i -> QuantileShifts.bucket(leads, i % horizon + 1) == bucket)
        .mapToDouble(i -> residuals[i])
        .filter(residual -> !Double.isNaN(residual))
        .toArray();
  }

  private void take(int window, float[] mean, float[] quantiles) {
    if (window % stride != 0) {
      return;
    }
    int row = window / stride * horizon;
    for (int lead = 1; lead <= horizon; lead++) {
      for (int variate = 0; variate < variates; variate++) {
        double actual =
            validation.isObserved(window, lead, variate)
                ? validation.actual(window, lead, variate)
                : Double.NaN;
        int at = (lead - 1) * variates + variate;
        means[variate][row + lead - 1] = actual - mean[at];
        for (int quantile = 0; quantile < levels.size(); quantile++) {
          residuals[quantile][variate][row + lead - 1] =
              actual - quantiles[at * levels.size() + quantile];
        }
      }
    }
  }

  /** Pooled over windows, variates and pairs of leads (h, h + 1). */
  private double correlation() {
    double sum = 0;
    long pairs = 0;
    for (int variate = 0; variate < variates; variate++) {
      double[] deviation = deviations(means[variate]);
      for (int i = 0; i < means[variate].length; i++) {
        int lead = i % horizon;
        if (lead + 1 < horizon && deviation[lead] > 0 && deviation[lead + 1] > 0) {
          double product =
              means[variate][i] / deviation[lead] * (means[variate][i + 1] / deviation[lead + 1]);
          sum += Double.isNaN(product) ? 0 : product;
          pairs += Double.isNaN(product) ? 0 : 1;
        }
      }
    }
    // A correlation of exactly one leaves sampled paths no freedom.
    return pairs == 0 ? 0 : Math.max(-0.999, Math.min(0.999, sum / pairs));
  }

  /** Root mean square by lead, over what was observed; 0 if nothing was. */
  private double[] deviations(double[] errors) {
    double[] deviation = new double[horizon];
    for (int lead = 0; lead < horizon; lead++) {
      deviation[lead] = Math.sqrt(meanSquare(errors, lead));
    }
    return deviation;
  }

  private double meanSquare(double[] errors, int lead) {
    double sum = 0;
    int observed = 0;
    for (int i = lead; i < errors.length; i += horizon) {
      if (!Double.isNaN(errors[i])) {
        sum += errors[i] * errors[i];
        observed++;
      }
    }
    return observed == 0 ? 0 : sum / observed;
  }
}
