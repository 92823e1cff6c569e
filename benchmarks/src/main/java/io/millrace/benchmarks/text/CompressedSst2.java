package io.millrace.benchmarks.text;

import io.millrace.transformers.text.FineTuned;
import io.millrace.transformers.text.FineTuning;
import io.millrace.transformers.text.LabelledText;
import io.millrace.transformers.text.compression.CompressionData;
import io.millrace.workbench.proof.Bench;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An SST-2 classifier and what compression made of it, in the way that the row {@code
 * compressed-sst2} chose on dev.
 */
public record CompressedSst2(FineTuned whole, FineTuned small, List<LabelledText> test) {

  private static final int SEED = 1;
  private static final String VERSION = "1";

  public CompressedSst2 {
    test = List.copyOf(test);
  }

  /**
   * Trained, if no earlier training of the same recipe is kept.
   *
   * @param way such as {@code layers:5+int8}
   * @throws io.millrace.workbench.proof.MissingDataException if the data is not there
   */
  public static CompressedSst2 of(Bench bench, String way) {
    FineTuning.Recipe recipe = Recipes.sst2(SEED);
    BenchmarkTexts.Split split = BenchmarkTexts.SST2.split(bench);
    FineTuned whole = new FineTunedRun(BenchmarkTexts.SST2, recipe).fineTuned(bench);
    CompressionData data =
        new CompressionData(
            split.training(),
            split.validation(),
            recipe,
            FineTunedRun.listener(bench, "SST2 " + way));
    return new CompressedSst2(whole, CompressedRun.of(bench, whole, way, data), split.test());
  }

  /** Of test accuracy; below 0 if the compressed one is better. */
  public double pointsLost() {
    return 100 * (whole.accuracy(test) - small.accuracy(test));
  }

  /** Writes a bundle of the compressed one, and returns the root that it lies under. */
  public Path writeSmall(Path root, String name) {
    Path folder = root.resolve(name).resolve(VERSION);
    try {
      Files.createDirectories(folder);
      small.write(folder, name, VERSION, Map.of(), Map.of());
      return root;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
