package io.millrace.forecast.models;

import io.millrace.forecasting.Outlook;
import io.millrace.forecasting.Scaler;
import io.millrace.forecasting.Served;
import io.millrace.forecasting.VariateOutlook;
import io.millrace.forecasting.Window;
import io.millrace.serving.Calibration;
import io.millrace.serving.ForecastInputs;
import io.millrace.serving.ForecastNetwork;
import io.millrace.serving.InvalidBundleException;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.ModelManifest;
import io.millrace.serving.Prediction;
import io.millrace.serving.Scaling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A bundle's network with its scaler on either side. */
public final class NetworkForecaster implements Forecaster, AutoCloseable {

  private final ForecastNetwork network;
  private final Scaler scaler;
  private final Served served;
  private final Duration step;
  private final CovariateColumns covariates;
  private final double residualCorrelation;

  private NetworkForecaster(ForecastNetwork network) {
    ModelManifest manifest = network.manifest();
    Scaling scaling = Objects.requireNonNull(manifest.scaler());
    this.network = network;
    this.scaler = ScaledColumns.scaler(manifest.variates(), scaling);
    this.step = Objects.requireNonNull(manifest.step());
    this.covariates = CovariateColumns.of(manifest.covariates());
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

  /**
   * @throws InvalidBundleException naming what of the bundle is wrong
   */
  static NetworkForecaster load(ModelBundle bundle) {
    CovariateColumns.check(bundle);
    return new NetworkForecaster(ForecastNetwork.load(bundle));
  }

  /** A bundle that did not measure it is taken for one whose residuals are independent. */
  private static double correlation(ModelManifest manifest) {
    Calibration calibration = manifest.calibration();
    Double measured = calibration == null ? null : calibration.residualCorrelation();
    return measured == null ? 0 : measured;
  }

  @Override
  public Served served() {
    return served;
  }

  @Override
  public List<String> reads() {
    List<String> reads = new ArrayList<>(served.variates());
    reads.addAll(covariates.past());
    return reads;
  }

  @Override
  public Duration step() {
    return step;
  }

  @Override
  public int lookback() {
    return network.manifest().lookback();
  }

  @Override
  public List<Outlook> forecast(List<Window> windows, List<Integer> gapLimits, int shape) {
    int width = served.variates().size();
    float[] history = new float[windows.size() * lookback() * width]; // [batch, lookback, variate]
    float[] past = covariates.newPast(windows.size(), lookback());
    float[] known = covariates.newKnown(windows.size(), lookback() + served.horizon());
    for (int row = 0; row < windows.size(); row++) {
      Window window = windows.get(row);
      ScaledColumns.fill(history, row, window, served.variates(), scaler, gapLimits.get(row));
      covariates.fillPast(past, row, window, gapLimits.get(row));
      covariates.fillKnown(known, row, window, served.horizon());
    }
    Prediction prediction =
        network.predict(new ForecastInputs(windows.size(), history, past, known), shape);
    List<Outlook> outlooks = new ArrayList<>(windows.size());
    for (int row = 0; row < windows.size(); row++) {
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
    double[][] quantiles = new double[served.levels().size()][served.horizon()];
    for (int lead = 0; lead < mean.length; lead++) {
      mean[lead] = scaler.unscaled(v, prediction.mean(row, lead, v));
      for (int q = 0; q < quantiles.length; q++) {
        quantiles[q][lead] = scaler.unscaled(v, prediction.quantile(row, lead, v, q));
      }
    }
    return new VariateOutlook(mean, ScaledColumns.array(served.levels()), quantiles);
  }

  @Override
  public void close() {
    network.close();
  }
}
