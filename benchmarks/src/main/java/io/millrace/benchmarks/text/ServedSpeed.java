package io.millrace.benchmarks.text;

import io.millrace.serving.ModelBundle;
import io.millrace.serving.ServingOptions;
import io.millrace.serving.TextClassifier;
import io.millrace.transformers.text.FineTuned;
import io.millrace.transformers.text.LabelledText;
import io.millrace.workbench.proof.Bench;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How fast classifiers are as they are served: from text to answer. */
final class ServedSpeed {

  private static final int PAIRS = 7;

  private static final ServingOptions UNCACHED = ServingOptions.defaults().withCacheBytes(0);

  /**
   * @param speed events/s of the second over those of the first, the median of several pairs
   * @param megabytes of the second's network on disk
   */
  record Ratio(double speed, double megabytes) {}

  private ServedSpeed() {}

  static Ratio ratio(Bench bench, FineTuned first, FineTuned second, List<LabelledText> labelled) {
    List<String> texts = labelled.stream().map(LabelledText::text).toList();
    Path folder = bench.kept("served speed", "");
    try {
      Path one = write(folder.resolve("one"), first);
      Path other = write(folder.resolve("other"), second);
      try (TextClassifier slow = TextClassifier.load(ModelBundle.read(one), UNCACHED);
          TextClassifier fast = TextClassifier.load(ModelBundle.read(other), UNCACHED)) {
        seconds(slow, texts);
        seconds(fast, texts);
        List<Double> ratios = new ArrayList<>();
        for (int pair = 0; pair < PAIRS; pair++) {
          double slowSeconds = seconds(slow, texts);
          ratios.add(slowSeconds / seconds(fast, texts));
        }
        Collections.sort(ratios);
        double bytes = Files.size(other.resolve("saved_model").resolve("saved_model.pb"));
        return new Ratio(ratios.get(PAIRS / 2), bytes / 1e6);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path write(Path folder, FineTuned model) throws IOException {
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
