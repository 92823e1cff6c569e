package io.millrace.serving;

import java.util.Arrays;
import java.util.Map;

/** A forecast model, ready to run. Safe for use by many threads. */
public final class ForecastNetwork implements AutoCloseable {

  private final ModelManifest manifest;
  private final SavedNetwork network;
  private final QuantileShifts shifts;

  private ForecastNetwork(SavedNetwork network) {
    this.manifest = network.bundle().manifest();
    this.network = network;
    this.shifts = QuantileShifts.of(manifest);
  }

  /**
   * @throws InvalidBundleException naming what of the bundle is wrong
   */
  public static ForecastNetwork load(ModelBundle bundle) {
    Tasks.require(bundle, Task.FORECAST);
    return new ForecastNetwork(SavedNetwork.load(bundle));
  }

  public ModelManifest manifest() {
    return manifest;
  }

  /**
   * Runs the network in batches of few shapes: rows are padded up to 1, 2, 4, 8, 16 or 32, and more
   * than 32 are run in turn.
   *
   * @param history flat {@code [batch, lookback, variates]}, scaled with the manifest's scaler,
   *     finite
   * @throws IllegalArgumentException if the history has another size or is not finite
   * @throws ModelOutputException if the model answers with something that is not finite
   */
  public Prediction predict(float[] history, int batch) {
    check(history, batch);
    int row = manifest.horizon() * manifest.variates().size();
    float[] mean = new float[batch * row];
    float[] quantiles = new float[batch * row * manifest.quantiles().size()];
    for (int from = 0; from < batch; from += BatchShapes.MAXIMUM_ROWS) {
      run(history, from, Math.min(BatchShapes.MAXIMUM_ROWS, batch - from), mean, quantiles);
    }
    if (quantiles.length > 0) {
      shifts.apply(quantiles);
    }
    return new Prediction(batch, manifest.horizon(), manifest.variates().size(), mean, quantiles);
  }

  private void run(float[] history, int from, int rows, float[] mean, float[] quantiles) {
    int padded = BatchShapes.batch(rows);
    int variates = manifest.variates().size();
    int rowSize = manifest.lookback() * variates;
    float[] input = Arrays.copyOfRange(history, from * rowSize, (from + rows) * rowSize);
    input = Arrays.copyOf(input, padded * rowSize); // rows of zeros: the scaled mean
    Outputs outputs =
        network.run(
            Map.of(Contract.HISTORY, Tensors.floats(input, padded, manifest.lookback(), variates)),
            rows);
    copy(outputs.of(Contract.MEAN), padded, from, rows, mean);
    if (quantiles.length > 0) {
      copy(outputs.of(Contract.QUANTILES), padded, from, rows, quantiles);
    }
  }

  private static void copy(float[] output, int padded, int from, int rows, float[] into) {
    int rowSize = output.length / padded;
    System.arraycopy(output, 0, into, from * rowSize, rows * rowSize);
  }

  private void check(float[] history, int batch) {
    int expected = batch * manifest.lookback() * manifest.variates().size();
    if (batch < 1 || history.length != expected) {
      throw new IllegalArgumentException(
          "history: expected %d rows of %d steps and %d variates, found %d numbers"
              .formatted(batch, manifest.lookback(), manifest.variates().size(), history.length));
    }
    for (float each : history) {
      if (!Float.isFinite(each)) {
        throw new IllegalArgumentException("history: expected finite numbers, found " + each);
      }
    }
  }

  /** Waits for runs under way, then frees the session. */
  @Override
  public void close() {
    network.close();
  }
}
