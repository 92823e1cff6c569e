package io.millrace.workbench.models;

import io.millrace.serving.Classification;
import io.millrace.serving.GoldenExample;
import io.millrace.serving.GoldenExamples;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.ModelManifest;
import io.millrace.serving.TextClassifier;
import java.util.List;
import java.util.stream.IntStream;

/** Golden examples of what a bundle of texts answers here, as it is served. */
public final class ServedExamples {

  /** The batch, the device and the precision move the last digits. */
  private static final double TOLERANCE = 1e-3;

  /** Of the length of a vector. */
  private static final double VECTOR_TOLERANCE = 0.02;

  private ServedExamples() {}

  /**
   * Runs the network and writes {@code golden.json} if anything is clear enough to be in it.
   *
   * @return how many examples it holds
   * @throws io.millrace.serving.InvalidBundleException naming what of the contract is broken
   */
  public static int write(ModelBundle bundle, List<String> texts) {
    try (TextClassifier classifier = TextClassifier.load(bundle)) {
      List<Classification> answers = classifier.classify(texts).answers();
      return write(
          bundle,
          TOLERANCE,
          IntStream.range(0, texts.size())
              .filter(i -> isClear(answers.get(i), bundle.manifest()))
              .mapToObj(i -> example(texts.get(i), answers.get(i)))
              .toList());
    }
  }

  /**
   * Writes {@code golden.json} of an encoder.
   *
   * @param vectors one a text
   */
  public static int write(ModelBundle bundle, List<String> texts, List<float[]> vectors) {
    return write(
        bundle,
        VECTOR_TOLERANCE,
        IntStream.range(0, texts.size())
            .mapToObj(i -> GoldenExample.vector(texts.get(i), vectors.get(i)))
            .toList());
  }

  private static int write(ModelBundle bundle, double tolerance, List<GoldenExample> examples) {
    if (!examples.isEmpty()) {
      GoldenExamples.of(tolerance, examples).write(bundle.golden());
    }
    return examples.size();
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
