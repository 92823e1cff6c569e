package io.millrace.transformers.series;

import io.millrace.serving.ModelBundle;
import io.millrace.serving.ModelManifest;
import io.millrace.serving.Scaling;
import io.millrace.transformers.RandomWeights;
import io.millrace.transformers.Samples;
import io.millrace.transformers.training.SavedModelWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.types.family.TType;

/** A bundle of a forecaster with weights drawn at random, for tests of how it is run. */
final class UntrainedBundle {

  private UntrainedBundle() {}

  static ModelBundle write(Path root, Forecaster forecaster, int variates, boolean mask)
      throws IOException {
    RandomWeights weights = new RandomWeights(5);
    Columns history = Columns.random(1, 1, forecaster.lookback(), variates);
    ForecastRun.means(
        forecaster, weights, new FedWindows(history, null, null, mask ? history : null));
    Map<String, float[]> drawn = new HashMap<>();
    weights.values.forEach((path, values) -> drawn.put(path, Samples.narrow(values)));
    Path directory = root.resolve("untrained").resolve("1");
    InputShape shape = new InputShape(forecaster.lookback(), forecaster.horizon(), 0, 0, mask);
    SavedModelWriter.writeWithLowered(
        directory.resolve("saved_model"),
        shape.inputs(),
        drawn,
        (at, inputs) -> outputs(forecaster.forecast(at, shape.of(inputs))));
    double[] ones = new double[variates];
    Arrays.fill(ones, 1);
    List<String> names = IntStream.range(0, variates).mapToObj(each -> "v" + each).toList();
    ModelManifest.forecast(
            "untrained",
            "1",
            names,
            Duration.ofHours(1),
            forecaster.lookback(),
            forecaster.horizon(),
            forecaster.quantiles(),
            Scaling.of(new double[variates], ones))
        .withMask(mask)
        .write(directory.resolve("model.json"));
    return ModelBundle.read(directory);
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
