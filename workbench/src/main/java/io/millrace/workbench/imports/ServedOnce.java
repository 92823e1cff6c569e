package io.millrace.workbench.imports;

import io.millrace.serving.Classification;
import io.millrace.serving.ForecastNetwork;
import io.millrace.serving.FrameClassifier;
import io.millrace.serving.GoldenExample;
import io.millrace.serving.GoldenExamples;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.ModelManifest;
import io.millrace.serving.ServingOptions;
import io.millrace.serving.TextClassifier;
import io.millrace.serving.TextEmbedder;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Loads a bundle as a service does, so that one that can't be served is never written. */
final class ServedOnce {

  private static final List<String> TEXTS =
      List.of(
          "The quick brown fox jumps over the lazy dog.",
          "Connection to the database was lost; trying again in 30 seconds.",
          "I have never been so happy with anything I bought.",
          "What time does the next train leave?");

  /** The batch, the device and the precision move the last digits. */
  private static final double TOLERANCE = 1e-3;

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
      case TEXT_EMBEDDING -> vectors(bundle);
      case FRAME_CLASSIFICATION -> frames(bundle);
      case FORECAST -> forecast(bundle);
    };
  }

  private static String text(ModelBundle bundle) {
    try (TextClassifier classifier = TextClassifier.load(bundle)) {
      List<Classification> answers = classifier.classify(TEXTS).answers();
      List<GoldenExample> examples =
          IntStream.range(0, TEXTS.size())
              .filter(i -> isClear(answers.get(i), bundle.manifest()))
              .mapToObj(i -> example(TEXTS.get(i), answers.get(i)))
              .toList();
      if (!examples.isEmpty()) {
        GoldenExamples.of(TOLERANCE, examples).write(bundle.golden());
      }
      return "it answers; golden.json keeps " + examples.size() + " of its answers";
    }
  }

  private static String vectors(ModelBundle bundle) {
    try (TextEmbedder embedder = TextEmbedder.load(bundle, ServingOptions.defaults())) {
      return "it gives vectors of width " + embedder.embed(TEXTS).get(0).length;
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

  private static GoldenExample example(String text, Classification answer) {
    return GoldenExample.text(text, answer.label(), answer.scores()).withLabels(answer.labels());
  }

  /**
   * Whether no score is so near to another, or to where a label begins to hold, that it may flip.
   */
  private static boolean isClear(Classification answer, ModelManifest manifest) {
    List<Double> scores = answer.scores().values().stream().sorted().toList();
    if (!manifest.multiLabel()) {
      int last = scores.size() - 1;
      return scores.get(last) - scores.get(last - 1) > 2 * TOLERANCE;
    }
    return answer.scores().entrySet().stream()
        .allMatch(
            score ->
                Math.abs(score.getValue() - manifest.threshold(score.getKey())) > 2 * TOLERANCE);
  }
}
