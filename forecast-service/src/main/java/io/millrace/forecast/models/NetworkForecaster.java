package io.millrace.forecast.models;

import io.millrace.forecasting.Outlook;
import io.millrace.forecasting.Scaler;
import io.millrace.forecasting.Served;
import io.millrace.forecasting.VariateOutlook;
import io.millrace.forecasting.Window;
import io.millrace.serving.Calibration;
import io.millrace.serving.Covariates;
import io.millrace.serving.ForecastInputs;
import io.millrace.serving.ForecastNetwork;
import io.millrace.serving.InvalidBundleException;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.ModelManifest;
import io.millrace.serving.Prediction;
import io.millrace.serving.Scaling;
import io.millrace.serving.Servable;
import io.millrace.serving.ShapeTime;
import io.millrace.serving.WarmUp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** A bundle's network with its scaler on either side. */
public final class NetworkForecaster implements Forecaster, Servable {

  private final ModelBundle bundle;
  private final ForecastNetwork network;
  private final List<Integer> shapes;
  private final Scaler scaler;
  private final Served served;
  private final double[] levels;
  private final Duration step;
  private final BatchRows rows;
  private final List<String> reads;
  private final Set<String> readsAsSet;
  private final double residualCorrelation;
  private final long nativeBytes;

  private NetworkForecaster(
      ModelBundle bundle, BatchRows rows, ForecastNetwork network, List<Integer> shapes) {
    ModelManifest manifest = bundle.manifest();
    Scaling scaling = Objects.requireNonNull(manifest.scaler());
    this.bundle = bundle;
    this.network = network;
    this.shapes = shapes;
    this.rows = rows;
    this.scaler = new Scaler(manifest.variates(), array(scaling.mean()), array(scaling.scale()));
    this.step = Objects.requireNonNull(manifest.step());
    this.reads =
        Stream.concat(manifest.variates().stream(), manifest.covariates().past().stream()).toList();
    this.readsAsSet = new HashSet<>(reads);
    this.residualCorrelation = correlation(manifest);
    this.nativeBytes = bundle.nativeBytes();
    this.levels = array(manifest.quantiles());
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
   * @param shapes rows that it will be run with
   * @throws InvalidBundleException naming what of the bundle is wrong
   */
  static NetworkForecaster load(ModelBundle bundle, List<Integer> shapes) {
    BatchRows rows = new BatchRows(bundle);
    return new NetworkForecaster(bundle, rows, ForecastNetwork.load(bundle), shapes);
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

  @Override
  public ModelBundle bundle() {
    return bundle;
  }

  @Override
  public Served served() {
    return served;
  }

  @Override
  public List<String> reads() {
    return reads;
  }

  @Override
  public boolean matches(List<String> variates) {
    return readsAsSet.equals(new HashSet<>(variates));
  }

  @Override
  public Duration step() {
    return step;
  }

  @Override
  public int lookback() {
    return manifest().lookback();
  }

  @Override
  public boolean reaches(Window window) {
    return Forecaster.super.reaches(window) && rows.isTold(window.last(lookback()));
  }

  @Override
  public List<Outlook> forecast(List<Window> windows, int shape) {
    Prediction prediction = network.predict(rows.batch(windows).inputs(), shape);
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
    int width = served.variates().size();
    double[] mean = new double[served.horizon()];
    double[][] quantiles = new double[levels.length][served.horizon()];
    for (int lead = 0; lead < mean.length; lead++) {
      int at = (row * mean.length + lead) * width + v;
      mean[lead] = scaler.unscaled(v, prediction.mean()[at]);
      for (int q = 0; q < levels.length; q++) {
        quantiles[q][lead] = scaler.unscaled(v, prediction.quantiles()[at * levels.length + q]);
      }
    }
    return new VariateOutlook(mean, levels, quantiles);
  }

  @Override
  public List<ShapeTime> warmUp() {
    return WarmUp.ofRows(bundle, shapes, rows -> network.predict(waves(rows), rows));
  }

  /** The same windows must give the same numbers: what a replay gives is compared to the bit. */
  @Override
  public void prove() {
    int rows = shapes.get(0);
    Prediction once = network.predict(waves(rows), rows);
    Prediction again = network.predict(waves(rows), rows);
    if (!Arrays.equals(once.mean(), again.mean())
        || !Arrays.equals(once.quantiles(), again.quantiles())) {
      throw new InvalidBundleException(
          bundle.savedModel(), "the network gives other numbers for the same windows");
    }
  }

  /** Slow waves: a network may divide by a window's own spread. */
  private ForecastInputs waves(int rows) {
    Covariates covariates = manifest().covariates();
    int width = served.variates().size();
    int past = covariates.past().size();
    int lookback = rows * lookback();
    return new ForecastInputs(
        rows,
        waves(new float[lookback * width], width),
        waves(new float[lookback * past], Math.max(1, past)),
        new float[rows * (lookback() + served.horizon()) * covariates.knownColumns()],
        new float[manifest().mask() ? lookback * width : 0]);
  }

  private static float[] waves(float[] values, int width) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i / width / 4.0 + i % width);
    }
    return values;
  }

  @Override
  public long nativeBytes() {
    return nativeBytes;
  }

  @Override
  public void close() {
    network.close();
  }
}
