package io.millrace.workbench.imports;

import io.millrace.serving.ForecastNetwork;
import io.millrace.serving.FrameClassifier;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.ModelManifest;
import io.millrace.serving.ServingOptions;
import io.millrace.serving.TextEmbedder;
import io.millrace.workbench.models.ServedExamples;
import java.nio.file.Path;
import java.util.List;

/** Loads a bundle as a service does, so that one that can't be served is never written. */
final class ServedOnce {

  private static final List<String> TEXTS =
      List.of(
          "The quick brown fox jumps over the lazy dog.",
          "Connection to the database was lost; trying again in 30 seconds.",
          "I have never been so happy with anything I bought.",
          "What time does the next train leave?");

  private ServedOnce() {}

  /**
   * Runs the network, and writes {@code golden.json} if it reads texts.
   *
   * @return what was found, for a person
   * @throws io.millrace.serving.InvalidBundleException naming what of the contract is broken
   */
  static String check(Path directory) {
    ModelBundle bundle = ModelBundle.read(directory);
    return switch (bundle.manifest().task()) {
      case TEXT_CLASSIFICATION -> text(bundle);
      case TEXT_EMBEDDING -> embedding(bundle);
      case FRAME_CLASSIFICATION -> frames(bundle);
      case FORECAST -> forecast(bundle);
    };
  }

  private static String text(ModelBundle bundle) {
    int examples = ServedExamples.write(bundle, TEXTS);
    return "it answers; golden.json keeps " + examples + " of its answers";
  }

  private static String embedding(ModelBundle bundle) {
    try (TextEmbedder embedder = TextEmbedder.load(bundle, ServingOptions.defaults())) {
      List<float[]> vectors = embedder.embed(TEXTS);
      ServedExamples.write(bundle, TEXTS, vectors);
      return "it answers with vectors of "
          + vectors.get(0).length
          + " numbers; golden.json keeps "
          + vectors.size();
    }
  }

  private static String frames(ModelBundle bundle) {
    try (FrameClassifier classifier = FrameClassifier.load(bundle)) {
      return "it answers in every shape of batch: " + classifier.warmUp().size();
    }
  }

  private static String forecast(ModelBundle bundle) {
    ModelManifest manifest = bundle.manifest();
    try (ForecastNetwork network = ForecastNetwork.load(bundle)) {
      network.predict(new float[manifest.lookback() * manifest.variates().size()], 1);
      return "it forecasts";
    }
  }
}
