package io.millrace.forecast.models;

import io.millrace.forecasting.Outlook;
import io.millrace.forecasting.Served;
import io.millrace.forecasting.Window;
import io.millrace.serving.Covariates;
import io.millrace.serving.ForecastInputs;
import io.millrace.serving.ForecastNetwork;
import io.millrace.serving.InvalidBundleException;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.ModelManifest;
import io.millrace.serving.Servable;
import io.millrace.serving.ShapeTime;
import io.millrace.serving.WarmUp;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** A bundle's network with its scaler on either side. */
public final class NetworkForecaster implements Forecaster, Servable {

  private final ModelBundle bundle;
  private final ForecastNetwork network;
  private final List<Integer> shapes;
  private final Served served;
  private final Duration step;
  private final BatchRows rows;
  private final OutlookRows outlooks;
  private final List<String> reads;
  private final Set<String> readsAsSet;
  private final long nativeBytes;

  private NetworkForecaster(
      ModelBundle bundle, BatchRows rows, ForecastNetwork network, List<Integer> shapes) {
    ModelManifest manifest = bundle.manifest();
    this.bundle = bundle;
    this.network = network;
    this.shapes = shapes;
    this.rows = rows;
    this.outlooks = new OutlookRows(manifest);
    this.served = outlooks.served();
    this.step = Objects.requireNonNull(manifest.step());
    this.reads =
        Stream.concat(manifest.variates().stream(), manifest.covariates().past().stream()).toList();
    this.readsAsSet = new HashSet<>(reads);
    this.nativeBytes = bundle.nativeBytes();
  }

  /**
   * @param shapes rows that it will be run with
   * @throws InvalidBundleException naming what of the bundle is wrong
   */
  static NetworkForecaster load(ModelBundle bundle, List<Integer> shapes) {
    BatchRows rows = new BatchRows(bundle);
    return new NetworkForecaster(bundle, rows, ForecastNetwork.load(bundle), shapes);
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
    return outlooks.of(network.predict(rows.batch(windows).inputs(), shape));
  }

  @Override
  public boolean hasParts() {
    return network.hasParts();
  }

  @Override
  public List<Outlook> forecastParts(List<Window> windows, int shape) {
    return hasParts()
        ? outlooks.of(network.predictParts(rows.batch(windows).inputs(), shape))
        : forecast(windows, shape);
  }

  @Override
  public List<ShapeTime> warmUp() {
    return WarmUp.ofRows(bundle, shapes, rows -> network.predict(waves(rows), rows));
  }

  /** The same windows must give the same numbers: what a replay gives is compared to the bit. */
  @Override
  public void prove() {
    int rows = shapes.get(0);
    NetworkProof proof = new NetworkProof(bundle);
    proof.repeats(() -> network.predict(waves(rows), rows));
    if (hasParts()) {
      proof.addsUp(proof.repeats(() -> network.predictParts(waves(rows), rows)));
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
