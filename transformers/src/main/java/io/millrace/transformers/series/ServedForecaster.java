package io.millrace.transformers.series;

import io.millrace.forecasting.Scaler;
import io.millrace.serving.ForecastBatch;
import io.millrace.serving.ForecastNetwork;
import io.millrace.serving.ModelManifest;
import io.millrace.serving.Prediction;
import io.millrace.serving.Scaling;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * A bundle's network over held-out windows, run as it is served: scaled by the bundle's scalers,
 * its quantiles calibrated. Forecasts come back in the units of the windows.
 */
public final class ServedForecaster {

  private static final int BATCH = 256;

  private final ForecastNetwork network;
  private final LongSupplier nanos;

  /**
   * @param network the caller's to close
   * @param nanos a clock
   */
  public ServedForecaster(ForecastNetwork network, LongSupplier nanos) {
    this.network = network;
    this.nanos = nanos;
  }

  /** Name and version. */
  String name() {
    return network.manifest().name() + " " + network.manifest().version();
  }

  List<Double> quantiles() {
    return network.manifest().quantiles();
  }

  /**
   * Forecasts every window.
   *
   * @param data of the bundle's variates and covariates; its scalers say what the windows' units
   *     are
   * @return milliseconds a window, in the network alone
   */
  double forecast(ForecastData data, WindowExamples windows, TrainedForecaster.Taker taker) {
    Units units = new Units(data.scaler(), network.manifest());
    long spent = 0;
    for (int from = 0; from < windows.count(); from += BATCH) {
      int rows = Math.min(BATCH, windows.count() - from);
      ForecastBatch batch = new ForecastBatch(network.manifest(), rows);
      for (int row = 0; row < rows; row++) {
        new ServedWindow(data, windows, from + row).fill(batch, row);
      }
      long start = nanos.getAsLong();
      Prediction prediction = network.predict(batch.inputs());
      spent += nanos.getAsLong() - start;
      for (int row = 0; row < rows; row++) {
        taker.take(
            from + row,
            units.of(prediction.mean(), row, rows, 1),
            units.of(prediction.quantiles(), row, rows, prediction.quantileCount()));
      }
    }
    return spent / 1e6 / windows.count();
  }

  /** From the bundle's scaled units to those of the windows. */
  private record Units(Scaler windows, Scaler bundle) {

    Units(Scaler windows, ModelManifest manifest) {
      this(windows, scaler(manifest));
    }

    private static Scaler scaler(ModelManifest manifest) {
      Scaling scaling = Objects.requireNonNull(manifest.scaler());
      return new Scaler(manifest.variates(), array(scaling.mean()), array(scaling.scale()));
    }

    private static double[] array(List<Double> numbers) {
      return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** {@code [horizon, variates, stride]} of one row of a batch. */
    float[] of(float[] values, int row, int rows, int stride) {
      int size = values.length / rows;
      float[] part = Arrays.copyOfRange(values, row * size, (row + 1) * size);
      for (int i = 0; i < size; i++) {
        int variate = i / stride % windows.variates().size();
        part[i] = windows.scaled(variate, bundle.unscaled(variate, part[i]));
      }
      return part;
    }
  }
}
