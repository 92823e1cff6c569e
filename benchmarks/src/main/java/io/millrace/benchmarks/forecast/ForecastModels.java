package io.millrace.benchmarks.forecast;

import io.millrace.benchmarks.Delay;
import io.millrace.benchmarks.ProofBundles;
import io.millrace.serving.ForecastNetwork;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.ModelManifest;
import io.millrace.serving.Scaling;
import io.millrace.transformers.training.BatchInput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Bundles that nobody trained: TensorFlow graphs all the same.
 *
 * @param folder where they are written
 */
public record ForecastModels(Path folder) {

  private static final int PROBED_PRODUCTS = 40;

  /** What a network says, from its windows. */
  public interface Network {

    /**
     * @param windows {@code [batch, lookback, variate]}, scaled
     * @return {@code [batch, horizon, variate]}
     */
    Operand<TFloat32> mean(Ops tf, Operand<TFloat32> windows);
  }

  /**
   * Writes a bundle.
   *
   * @param spread the outermost quantiles lie so far from the mean, the others between them in
   *     equal distances; scaled
   * @return a root that holds it alone
   */
  public Path write(ForecastContract contract, float spread, Network network) {
    ModelManifest manifest =
        ModelManifest.forecast(
            contract.name(),
            contract.version(),
            contract.variates(),
            contract.step(),
            contract.lookback(),
            contract.horizon(),
            contract.levels(),
            scaling(contract));
    BatchInput history =
        BatchInput.floats("history", contract.lookback(), contract.variates().size());
    return new ProofBundles(folder)
        .write(
            manifest,
            List.of(history),
            Map.of(),
            (at, inputs) -> {
              Ops tf = at.tf();
              Operand<TFloat32> mean = network.mean(tf, inputs.floats("history"));
              return Map.of(
                  "mean", mean, "quantiles", quantiles(tf, mean, contract.levels(), spread));
            });
  }

  private static Scaling scaling(ForecastContract contract) {
    int width = contract.variates().size();
    return new Scaling(
        Collections.nCopies(width, contract.mean()), Collections.nCopies(width, contract.scale()));
  }

  /** {@code [batch, horizon, variate, level]} */
  private static Operand<TFloat32> quantiles(
      Ops tf, Operand<TFloat32> mean, List<Double> levels, float spread) {
    float[] offsets = new float[levels.size()];
    for (int q = 0; q < offsets.length; q++) {
      offsets[q] = spread * (2f * q / (offsets.length - 1) - 1);
    }
    return tf.math.add(tf.expandDims(mean, tf.constant(-1)), tf.constant(offsets));
  }

  /** The last value and so much, at every lead. */
  Path biased(ForecastContract contract, float bias, float spread) {
    return write(contract, spread, (tf, windows) -> biased(tf, windows, contract, bias));
  }

  private static Operand<TFloat32> biased(
      Ops tf, Operand<TFloat32> windows, ForecastContract contract, float bias) {
    Operand<TFloat32> last =
        tf.slice(
            windows,
            tf.constant(new int[] {0, contract.lookback() - 1, 0}),
            tf.constant(new int[] {-1, 1, -1})); // [batch, 1, variate]
    Operand<TFloat32> zeros =
        tf.zeros(tf.constant(new int[] {1, contract.horizon(), 1}), TFloat32.class);
    return tf.math.add(tf.math.add(last, zeros), tf.constant(bias));
  }

  /** {@link #biased} without a bias, which takes so long for each call. */
  Path slow(ForecastContract contract, float spread, Duration each) {
    Path probe = slow(contract, spread, PROBED_PRODUCTS);
    long products = PROBED_PRODUCTS * each.toNanos() / nanos(contract.bundleIn(probe));
    return slow(contract, spread, Math.max(1, Math.toIntExact(products)));
  }

  private Path slow(ForecastContract contract, float spread, int products) {
    Delay delay = new Delay(products);
    return write(
        contract,
        spread,
        (tf, windows) -> delay.always(tf, biased(tf, windows, contract, 0), windows));
  }

  /** The fastest of some runs: the first also prepares the graph, and a machine has moods. */
  private static long nanos(Path bundle) {
    try (ForecastNetwork network = ForecastNetwork.load(ModelBundle.read(bundle))) {
      ModelManifest manifest = network.manifest();
      float[] window = new float[manifest.lookback() * manifest.variates().size()];
      return LongStream.generate(() -> nanos(network, window))
          .limit(Delay.PROBES)
          .min()
          .orElseThrow();
    }
  }

  private static long nanos(ForecastNetwork network, float[] window) {
    long start = System.nanoTime();
    network.predict(window, 1);
    return System.nanoTime() - start;
  }

  /** Two dense layers with seeded weights: the shape of a batch shows in the last bits. */
  Path dense(ForecastContract contract, int width, float spread, long seed) {
    return write(contract, spread, new DenseNetwork(contract, width, seed));
  }
}
