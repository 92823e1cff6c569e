package io.millrace.workbench.train;

import io.millrace.serving.ModelBundle;
import io.millrace.serving.ServingOptions;
import io.millrace.serving.TextClassifier;
import io.millrace.transformers.text.FineTuned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How fast a classifier is beside another, both as they are served: from text to answer, no answer
 * remembered.
 *
 * @param perSecond texts/s, the median of several runs
 * @param timesAsFast texts/s over those of the other, the median over runs in turn
 * @param megabytes of its network on disk
 */
public record ServedSpeed(double perSecond, double timesAsFast, double megabytes) {

  private static final int PAIRS = 7;

  private static final ServingOptions UNCACHED = ServingOptions.defaults().withCacheBytes(0);

  /**
   * @param texts each run classifies all of them
   */
  public static ServedSpeed of(FineTuned model, FineTuned other, List<String> texts)
      throws IOException {
    Path folder = Files.createTempDirectory("served-speed-");
    try {
      Path first = written(folder.resolve("other"), other);
      Path second = written(folder.resolve("model"), model);
      try (TextClassifier slow = TextClassifier.load(ModelBundle.read(first), UNCACHED);
          TextClassifier fast = TextClassifier.load(ModelBundle.read(second), UNCACHED)) {
        seconds(slow, texts);
        seconds(fast, texts);
        List<Double> ratios = new ArrayList<>();
        List<Double> rates = new ArrayList<>();
        for (int pair = 0; pair < PAIRS; pair++) {
          double slowSeconds = seconds(slow, texts);
          double fastSeconds = seconds(fast, texts);
          ratios.add(slowSeconds / fastSeconds);
          rates.add(texts.size() / fastSeconds);
        }
        return new ServedSpeed(median(rates), median(ratios), megabytes(second));
      }
    } finally {
      delete(folder);
    }
  }

  private static double median(List<Double> values) {
    Collections.sort(values);
    return values.get(values.size() / 2);
  }

  private static double megabytes(Path bundle) throws IOException {
    return Files.size(bundle.resolve("saved_model").resolve("saved_model.pb")) / 1e6;
  }

  private static Path written(Path folder, FineTuned model) throws IOException {
    Files.createDirectories(folder);
    model.write(folder, "speed", "1", Map.of(), Map.of());
    return folder;
  }

  private static double seconds(TextClassifier classifier, List<String> texts) {
    long start = System.nanoTime();
    classifier.classify(texts);
    return (System.nanoTime() - start) / 1e9;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
