package io.millrace.serving;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A forecast model, ready to run. Safe for use by many threads. */
public final class ForecastNetwork implements AutoCloseable {

  private final ModelManifest manifest;
  private final SavedNetwork network;
  private final QuantileShifts shifts;

  private ForecastNetwork(SavedNetwork network) {
    this.manifest = network.bundle().manifest();
    this.network = network;
    this.shifts =
        QuantileShifts.of(
            manifest.calibration(),
            manifest.horizon(),
            manifest.variates().size(),
            manifest.quantiles().size());
  }

  /**
   * @throws InvalidBundleException naming what of the bundle is wrong
   */
  public static ForecastNetwork load(ModelBundle bundle) {
    Tasks.require(bundle, Task.FORECAST);
    return new ForecastNetwork(SavedNetwork.load(bundle, false));
  }

  public ModelManifest manifest() {
    return manifest;
  }

  /** Runs windows without covariates; see {@link #predict(ForecastInputs)}. */
  public Prediction predict(float[] history, int batch) {
    return predict(new ForecastInputs(batch, history));
  }

  /**
   * Runs the network in batches of few shapes: rows are padded up to 1, 2, 4, 8, 16 or 32, and more
   * than 32 are run in turn.
   *
   * @param inputs scaled with the manifest's scalers, finite
   * @throws IllegalArgumentException if an input has another size or is not finite
   * @throws ModelOutputException if the model answers with something that is not finite
   */
  public Prediction predict(ForecastInputs inputs) {
    List<Columns> columns = columns(inputs);
    columns.forEach(each -> each.check(inputs.batch()));
    int row = manifest.horizon() * manifest.variates().size();
    float[] mean = new float[inputs.batch() * row];
    float[] quantiles = new float[inputs.batch() * row * manifest.quantiles().size()];
    for (int from = 0; from < inputs.batch(); from += BatchShapes.MAXIMUM_ROWS) {
      run(
          columns,
          from,
          Math.min(BatchShapes.MAXIMUM_ROWS, inputs.batch() - from),
          mean,
          quantiles);
    }
    if (quantiles.length > 0) {
      shifts.apply(quantiles);
    }
    return new Prediction(
        inputs.batch(), manifest.horizon(), manifest.variates().size(), mean, quantiles);
  }

  private List<Columns> columns(ForecastInputs inputs) {
    Covariates covariates = manifest.covariates();
    int lookback = manifest.lookback();
    int all = lookback + manifest.horizon();
    List<Columns> columns = new ArrayList<>();
    columns.add(
        new Columns(Contract.HISTORY, inputs.history(), lookback, manifest.variates().size()));
    columns.add(new Columns(Contract.PAST, inputs.past(), lookback, covariates.past().size()));
    columns.add(new Columns(Contract.KNOWN, inputs.known(), all, covariates.knownColumns()));
    return columns;
  }

  private void run(List<Columns> columns, int from, int rows, float[] mean, float[] quantiles) {
    int padded = BatchShapes.batch(rows);
    Outputs outputs = outputs(columns, from, rows, padded);
    copy(outputs.of(Contract.MEAN), padded, from, rows, mean);
    if (quantiles.length > 0) {
      copy(outputs.of(Contract.QUANTILES), padded, from, rows, quantiles);
    }
  }

  private Outputs outputs(List<Columns> columns, int from, int rows, int padded) {
    try (Inputs inputs = network.inputs()) {
      for (Columns each : columns) {
        if (each.width() > 0) {
          float[] values = each.rows(from, rows, padded);
          inputs.floats(each.name(), values, padded, each.steps(), each.width());
        }
      }
      return network.run(inputs, rows);
    }
  }

  /** One input: {@code [batch, steps, width]}. */
  @SuppressWarnings("ArrayRecordComponent") // the caller's own
  private record Columns(String name, float[] values, int steps, int width) {

    void check(int batch) {
      if (batch < 1 || values.length != batch * steps * width) {
        throw new IllegalArgumentException(
            "%s: expected %d rows of %d steps and %d variates, found %d numbers"
                .formatted(name, batch, steps, width, values.length));
      }
      for (float each : values) {
        if (!Float.isFinite(each)) {
          throw new IllegalArgumentException(name + ": expected finite numbers, found " + each);
        }
      }
    }

    /** Rows of zeros, the scaled mean, fill up to {@code padded}. */
    float[] rows(int from, int rows, int padded) {
      int size = steps * width;
      float[] part = Arrays.copyOfRange(values, from * size, (from + rows) * size);
      return Arrays.copyOf(part, padded * size);
    }
  }

  private static void copy(float[] output, int padded, int from, int rows, float[] into) {
    int rowSize = output.length / padded;
    System.arraycopy(output, 0, into, from * rowSize, rows * rowSize);
  }

  /** Waits for runs under way, then frees the session. */
  @Override
  public void close() {
    network.close();
  }
}
