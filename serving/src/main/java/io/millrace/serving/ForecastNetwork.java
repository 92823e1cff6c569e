package io.millrace.serving;

import java.util.ArrayList;
import java.util.List;

/** A forecast model, ready to run. Safe for use by many threads. */
public final class ForecastNetwork implements AutoCloseable {

  private final ModelManifest manifest;
  private final SavedNetwork network;
  private final Halves halves;
  private final QuantileShifts shifts;

  private ForecastNetwork(SavedNetwork network) {
    this.manifest = network.bundle().manifest();
    this.network = network;
    this.halves = Halves.ofThisProcess();
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
    List<Columns> columns = checked(inputs);
    int row = manifest.horizon() * manifest.variates().size();
    float[] mean = new float[inputs.batch() * row];
    float[] quantiles = new float[inputs.batch() * row * manifest.quantiles().size()];
    for (int from = 0; from < inputs.batch(); from += BatchShapes.MAXIMUM_ROWS) {
      int rows = Math.min(BatchShapes.MAXIMUM_ROWS, inputs.batch() - from);
      Outputs outputs = run(columns, from, rows, BatchShapes.batch(rows), List.of());
      copy(outputs.of(Contract.MEAN), mean, from * row);
      if (quantiles.length > 0) {
        copy(outputs.of(Contract.QUANTILES), quantiles, from * row * manifest.quantiles().size());
      }
    }
    return prediction(inputs.batch(), mean, quantiles);
  }

  /**
   * Runs the network once, in a batch of exactly {@code shape} rows. The shape changes the last
   * bits of a float. Within one shape, and the same threads and kernels, the numbers of a row are
   * the same to the bit wherever it stands and whatever rows or padding stand beside it.
   *
   * @param inputs at most {@code shape} rows, scaled with the manifest's scalers, finite
   * @throws IllegalArgumentException if there are more rows, or an input has another size or is not
   *     finite
   * @throws ModelOutputException if the model answers with something that is not finite
   */
  public Prediction predict(ForecastInputs inputs, int shape) {
    Outputs outputs = once(inputs, shape, List.of());
    return prediction(inputs.batch(), outputs.of(Contract.MEAN), quantiles(outputs));
  }

  /** Whether the network takes its mean apart. */
  public boolean hasParts() {
    return Contract.PARTS.stream().allMatch(network::gives);
  }

  /**
   * As {@link #predict(ForecastInputs, int)}, with trend and season, which add up to the mean.
   *
   * @throws IllegalStateException if the network {@link #hasParts has none}
   */
  public Prediction predictParts(ForecastInputs inputs, int shape) {
    if (!hasParts()) {
      throw new IllegalStateException(
          "%s: expected a network with the outputs %s, it has neither"
              .formatted(manifest.name(), Contract.PARTS));
    }
    Outputs outputs = once(inputs, shape, Contract.PARTS);
    Prediction whole = prediction(inputs.batch(), outputs.of(Contract.MEAN), quantiles(outputs));
    return whole.withParts(outputs.of(Contract.TREND), outputs.of(Contract.SEASON));
  }

  private Outputs once(ForecastInputs inputs, int shape, List<String> parts) {
    if (inputs.batch() > shape) {
      throw new IllegalArgumentException(
          "batch: expected at most the shape's %d rows, found %d".formatted(shape, inputs.batch()));
    }
    return run(checked(inputs), 0, inputs.batch(), shape, parts);
  }

  private float[] quantiles(Outputs outputs) {
    return manifest.quantiles().isEmpty() ? new float[0] : outputs.of(Contract.QUANTILES);
  }

  private Prediction prediction(int batch, float[] mean, float[] quantiles) {
    if (quantiles.length > 0) {
      shifts.apply(quantiles);
    }
    return new Prediction(batch, manifest.horizon(), manifest.variates().size(), mean, quantiles);
  }

  private List<Columns> checked(ForecastInputs inputs) {
    List<Columns> columns = columns(inputs);
    columns.forEach(each -> each.check(inputs.batch()));
    return columns;
  }

  private List<Columns> columns(ForecastInputs inputs) {
    Covariates covariates = manifest.covariates();
    int lookback = manifest.lookback();
    int all = lookback + manifest.horizon();
    int variates = manifest.variates().size();
    List<Columns> columns = new ArrayList<>();
    columns.add(new Columns(Contract.HISTORY, inputs.history(), lookback, variates));
    columns.add(new Columns(Contract.PAST, inputs.past(), lookback, covariates.past().size()));
    columns.add(new Columns(Contract.KNOWN, inputs.known(), all, covariates.knownColumns()));
    columns.add(
        new Columns(Contract.MASK, inputs.mask(), lookback, manifest.mask() ? variates : 0));
    return columns;
  }

  private Outputs run(List<Columns> columns, int from, int rows, int shape, List<String> optional) {
    return halves.run(
        shape,
        manifest.lookback() * manifest.variates().size(),
        rows,
        (skipped, real, batch, threads) -> {
          try (Inputs inputs = network.inputs()) {
            for (Columns each : columns) {
              if (each.width() > 0) {
                each.put(inputs, from + skipped, real, batch);
              }
            }
            return network.readWith(inputs, real, optional, threads);
          }
        });
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
      int wrong = Finite.firstThatIsNot(values);
      if (wrong >= 0) {
        throw new IllegalArgumentException(
            name + ": expected finite numbers, found " + values[wrong]);
      }
    }

    /** Rows of zeros, the scaled mean, fill up to {@code shape}. */
    void put(Inputs inputs, int from, int rows, int shape) {
      int size = steps * width;
      inputs.padded(name, values, from * size, rows * size, shape, steps, width);
    }
  }

  private static void copy(float[] part, float[] into, int at) {
    System.arraycopy(part, 0, into, at, part.length);
  }

  /** Waits for runs under way, then frees the session. */
  @Override
  public void close() {
    network.close();
  }
}
