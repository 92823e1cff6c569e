package io.millrace.serving;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Explains one answer.
 *
 * @param label whose probability is explained
 * @param index of the label among the manifest's
 * @param probability of the label while nothing is hidden
 * @param time from when the explanation was asked for
 */
record Explainer(String label, int index, double probability, TimeBudget time) {

  /** The label that an explanation is of where none is asked for. */
  static String label(ModelManifest manifest, Classification answer) {
    requireLabels(manifest);
    return answer.label().equals(ModelManifest.UNKNOWN)
        ? likeliest(manifest, answer)
        : answer.label();
  }

  /**
   * @throws IllegalArgumentException if the label or the answer is none of the model's
   */
  static Explainer of(
      ModelManifest manifest, Classification answer, String label, Duration budget) {
    requireLabels(manifest);
    TimeBudget time = new TimeBudget(budget, System::nanoTime);
    int index = manifest.labels().indexOf(label);
    Double probability = answer.scores().get(label);
    if (index < 0 || probability == null) {
      throw new IllegalArgumentException(
          "answer: expected a score of one of the labels %s, found %s"
              .formatted(manifest.labels(), answer));
    }
    return new Explainer(label, index, probability, time);
  }

  private static void requireLabels(ModelManifest manifest) {
    if (manifest.labels().isEmpty()) {
      throw new IllegalArgumentException(
          "model %s %s: a model for %s gives no label that could be explained"
              .formatted(manifest.name(), manifest.version(), manifest.task()));
    }
  }

  private static String likeliest(ModelManifest manifest, Classification answer) {
    return manifest.labels().stream()
        .max(Comparator.comparing(label -> answer.scores().getOrDefault(label, 0.0)))
        .orElseThrow();
  }

  /** If there is any time, as the network itself tells, in one run. */
  Explanation told(Supplier<List<Explanation.Part>> network) {
    return time.allowsAnother()
        ? new Explanation(label, network.get(), true)
        : new Explanation(label, List.of(), false);
  }

  /**
   * @param units of the input, none of which is named before there is an explanation
   * @param network the outputs while each of some stretches is hidden, a row each
   * @param part what a stretch of a weight is to the reader
   */
  Explanation explain(
      int units,
      int finest,
      int rows,
      Function<List<Occlusion.Stretch>, double[]> network,
      Function<Occlusion.Weighed, Explanation.Part> part) {
    Occlusion occlusion = new Occlusion(probability, finest, rows, network);
    boolean complete = occlusion.weigh(units, time);
    return new Explanation(label, occlusion.weighed().stream().map(part).toList(), complete);
  }
}
