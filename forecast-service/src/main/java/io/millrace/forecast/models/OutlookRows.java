package io.millrace.forecast.models;

import io.millrace.forecasting.Outlook;
import io.millrace.forecasting.Scaler;
import io.millrace.forecasting.Served;
import io.millrace.forecasting.VariateOutlook;
import io.millrace.serving.Calibration;
import io.millrace.serving.ModelManifest;
import io.millrace.serving.Prediction;
import io.millrace.serving.Scaling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The rows of a model's prediction as outlooks, in the units of the series. */
final class OutlookRows {

  private final Served served;
  private final Scaler scaler;
  private final double[] levels;
  private final double residualCorrelation;

  OutlookRows(ModelManifest manifest) {
    Scaling scaling = Objects.requireNonNull(manifest.scaler());
    this.scaler = new Scaler(manifest.variates(), array(scaling.mean()), array(scaling.scale()));
    this.levels = array(manifest.quantiles());
    this.residualCorrelation = correlation(manifest);
    this.served =
        new Served(
            manifest.name(),
            manifest.version(),
            manifest.name(),
            manifest.variates(),
            manifest.quantiles(),
            manifest.horizon());
  }

  private static double[] array(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** A bundle that did not measure it is taken for one whose residuals are independent. */
  private static double correlation(ModelManifest manifest) {
    Calibration calibration = manifest.calibration();
    Double measured = calibration == null ? null : calibration.residualCorrelation();
    return measured == null ? 0 : measured;
  }

  Served served() {
    return served;
  }

  /**
   * @return by row
   */
  List<Outlook> of(Prediction prediction) {
    List<Outlook> outlooks = new ArrayList<>(prediction.batch());
    for (int row = 0; row < prediction.batch(); row++) {
      outlooks.add(outlook(prediction, row));
    }
    return outlooks;
  }

  private Outlook outlook(Prediction prediction, int row) {
    Map<String, VariateOutlook> variates = new LinkedHashMap<>();
    for (int v = 0; v < served.variates().size(); v++) {
      variates.put(served.variates().get(v), variate(prediction, row, v));
    }
    return new Outlook(served, variates, residualCorrelation);
  }

  private VariateOutlook variate(Prediction prediction, int row, int v) {
    double[] mean = new double[served.horizon()];
    double[][] quantiles = new double[levels.length][served.horizon()];
    for (int lead = 0; lead < mean.length; lead++) {
      int at = at(row, lead, v);
      mean[lead] = scaler.unscaled(v, prediction.mean()[at]);
      for (int q = 0; q < levels.length; q++) {
        quantiles[q][lead] = scaler.unscaled(v, prediction.quantiles()[at * levels.length + q]);
      }
    }
    return prediction.hasParts()
        ? new VariateOutlook(
            mean, levels, quantiles, trend(prediction, row, v), season(prediction, row, v))
        : new VariateOutlook(mean, levels, quantiles);
  }

  private double[] trend(Prediction prediction, int row, int v) {
    double[] trend = new double[served.horizon()];
    for (int lead = 0; lead < trend.length; lead++) {
      trend[lead] = scaler.unscaled(v, prediction.trend()[at(row, lead, v)]);
    }
    return trend;
  }

  /** The trend has the level already, so a season is stretched only. */
  private double[] season(Prediction prediction, int row, int v) {
    double[] season = new double[served.horizon()];
    for (int lead = 0; lead < season.length; lead++) {
      season[lead] = prediction.season()[at(row, lead, v)] * scaler.scale()[v];
    }
    return season;
  }

  private int at(int row, int lead, int v) {
    return (row * served.horizon() + lead) * served.variates().size() + v;
  }
}
