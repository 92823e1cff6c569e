package io.millrace.workbench.imports;

import io.millrace.serving.ModelManifest;
import io.millrace.serving.Scaling;
import io.millrace.workbench.train.Names;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a SavedModel does not say of itself. A Hugging Face folder says all of it. */
final class ContractOptions {

  private static final int POSITIONS_OF_BERT = 512;

  /** What a network is for. */
  enum ImportTask {
    TEXT,
    FRAMES,
    FORECAST
  }

  @Option(names = "--task", description = "SavedModel: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
  ImportTask task = ImportTask.TEXT;

  @Option(
      names = "--labels",
      paramLabel = "A,B",
      description = "SavedModel, text and frames: names of the outputs, in order")
  String labels = "";

  @Option(
      names = "--many-labels",
      description = "SavedModel, text and frames: each label holds by itself")
  boolean manyLabels;

  @Option(
      names = "--maximum-tokens",
      description = "SavedModel, text: longer texts are cut (${DEFAULT-VALUE})")
  int maximumTokens = POSITIONS_OF_BERT;

  @Option(
      names = "--channels",
      paramLabel = "X,Y",
      description = "SavedModel, frames: names of the channels, in order")
  String channels = "";

  @Option(
      names = "--samples",
      description = "SavedModel, frames: samples of a channel; 0 = any number (${DEFAULT-VALUE})")
  int samples;

  @Option(
      names = "--variates",
      paramLabel = "A,B",
      description = "SavedModel, forecast: names of the variates, in order")
  String variates = "";

  @Option(
      names = "--step",
      paramLabel = "ISO-8601",
      description = "SavedModel, forecast: time between two rows")
  @Nullable Duration step;

  @Option(names = "--lookback", description = "SavedModel, forecast: rows of history")
  int lookback;

  @Option(names = "--horizon", description = "SavedModel, forecast: rows ahead")
  int horizon;

  @Option(
      names = "--quantiles",
      paramLabel = "0.1,0.9",
      description = "SavedModel, forecast: probabilities of its quantiles (default: a mean alone)")
  String quantiles = "";

  String task() {
    return task.name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException naming the option or the field that is missing or wrong
   */
  ModelManifest manifest(String name, String version) {
    return switch (task) {
      case TEXT -> many(ModelManifest.textClassification(name, version, labels(), maximumTokens));
      case FRAMES ->
          many(
              ModelManifest.frameClassification(
                  name, version, labels(), given("--channels", channels), samples));
      case FORECAST -> forecast(name, version);
    };
  }

  private ModelManifest many(ModelManifest manifest) {
    return manyLabels ? manifest.withManyLabels() : manifest;
  }

  /** The network sees values as they are: what scaling it needs is inside it. */
  private ModelManifest forecast(String name, String version) {
    List<String> names = given("--variates", variates);
    double[] ones = new double[names.size()];
    Arrays.fill(ones, 1);
    if (step == null) {
      throw new IllegalArgumentException("--step: expected such as PT1H, found none");
    }
    return ModelManifest.forecast(
        name,
        version,
        names,
        step,
        lookback,
        horizon,
        Names.of(quantiles).stream().map(Double::valueOf).toList(),
        Scaling.of(new double[names.size()], ones));
  }

  private List<String> labels() {
    return given("--labels", labels);
  }

  private static List<String> given(String option, String text) {
    List<String> names = Names.of(text);
    if (names.isEmpty()) {
      throw new IllegalArgumentException(
          option + ": expected names, which a SavedModel does not hold, found none");
    }
    return names;
  }
}
