package io.millrace.benchmarks.forecast;

import io.millrace.benchmarks.ProofBundles;
import io.millrace.benchmarks.networks.DrawnWeights;
import io.millrace.serving.ModelManifest;
import io.millrace.serving.Scaling;
import io.millrace.transformers.Scope;
import io.millrace.transformers.series.Forecaster;
import io.millrace.transformers.series.InputShape;
import io.millrace.transformers.series.InstanceNorm;
import io.millrace.transformers.series.InvertedTransformer;
import io.millrace.transformers.series.Outlook;
import io.millrace.transformers.series.PatchTransformer;
import io.millrace.transformers.series.QuantileHead;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.types.family.TType;

/**
 * Bundles of the networks that {@code millrace train} makes, with weights as training starts with:
 * how fast a network is does not depend on them.
 *
 * @param folder where they are written
 */
record DrawnNetworks(Path folder, long seed) {

  /** Of the quantiles beside the mean. */
  static final List<Double> LEVELS = List.of(0.05, 0.95);

  private static final int LOOKBACK = 96;

  /**
   * How large a PatchTST is.
   *
   * @param inner width of its feed-forward layers
   */
  record PatchSize(int width, int layers, int heads, int inner) {

    static final PatchSize SMALL = new PatchSize(64, 2, 8, 128);

    /** As in its paper. */
    static final PatchSize PUBLISHED = new PatchSize(128, 3, 16, 256);

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "PatchTST 96 to 24, width %d, %d layers of %d heads and %d inside",
          width,
          layers,
          heads,
          inner);
    }
  }

  /** PatchTST of a univariate series, 96 → 24. */
  Path patches(String name, Duration step, PatchSize size) {
    return write(
        name,
        List.of(name),
        step,
        PatchTransformer.published(
            LOOKBACK,
            PatchTransformer.PATCH,
            PatchTransformer.STRIDE,
            size.width(),
            size.layers(),
            size.heads(),
            size.inner(),
            0,
            InstanceNorm.published(),
            new QuantileHead(24, LEVELS)));
  }

  /** iTransformer of seven variates, 96 → 96, width 128. */
  Path inverted(String name, Duration step) {
    int width = 128;
    return write(
        name,
        variates(name),
        step,
        InvertedTransformer.of(
            LOOKBACK,
            width,
            2,
            8,
            width,
            0,
            InstanceNorm.published(),
            new QuantileHead(96, LEVELS)));
  }

  /** Of {@link #inverted}. */
  static List<String> variates(String name) {
    return IntStream.rangeClosed(1, 7).mapToObj(each -> name + "-" + each).toList();
  }

  private Path write(String name, List<String> variates, Duration step, Forecaster forecaster) {
    ModelManifest manifest =
        ModelManifest.forecast(
            name,
            "1",
            variates,
            step,
            forecaster.lookback(),
            forecaster.horizon(),
            LEVELS,
            new Scaling(
                Collections.nCopies(variates.size(), SeriesLoad.MEAN),
                Collections.nCopies(variates.size(), SeriesLoad.DEVIATION)));
    InputShape shape =
        new InputShape(forecaster.lookback(), forecaster.horizon(), 0, 0, manifest.mask());
    return new ProofBundles(folder)
        .write(
            manifest,
            shape.inputs(),
            Map.of(),
            (at, inputs) ->
                outputs(
                    forecaster.forecast(
                        Scope.serving(at.tf(), new DrawnWeights(seed)), shape.of(inputs))));
  }

  private static Map<String, Operand<? extends TType>> outputs(Outlook outlook) {
    Map<String, Operand<? extends TType>> outputs = new LinkedHashMap<>();
    outputs.put("mean", outlook.mean());
    if (outlook.quantiles() != null) {
      outputs.put("quantiles", outlook.quantiles());
    }
    return outputs;
  }
}
