package io.millrace.benchmarks.text;

import io.millrace.transformers.text.FineTuned;
import io.millrace.transformers.text.compression.CompressionData;
import io.millrace.transformers.text.compression.Compressor;
import io.millrace.workbench.proof.Bench;
import java.util.Map;

/** One compression of one trained classifier. What it learnt is kept, step by step. */
final class CompressedRun {

  private CompressedRun() {}

  /**
   * @param way such as {@code layers:3+int8}; every step starts from the kept result of those
   *     before
   */
  static FineTuned of(Bench bench, FineTuned whole, String way, CompressionData data) {
    FineTuned sofar = whole;
    StringBuilder done = new StringBuilder("SST2 " + data.recipe());
    for (String step : way.split("\\+")) {
      done.append(" then ").append(step);
      sofar = step(bench, sofar, Compressor.parse(step), done.toString(), data);
    }
    return sofar;
  }

  private static FineTuned step(
      Bench bench, FineTuned from, Compressor step, String recipe, CompressionData data) {
    KeptWeights kept = new KeptWeights(bench, recipe);
    Map<String, float[]> weights = kept.read().orElse(null);
    if (weights != null) {
      return from.with(step.changed(from.classifier()), weights, data.validation());
    }
    long start = System.nanoTime();
    FineTuned small = step.compressed(from, data);
    kept.write(small.weights(), (System.nanoTime() - start) / 1e9);
    return small;
  }
}
