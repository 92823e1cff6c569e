package io.millrace.serving;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * A classifier's answer.
 *
 * @param label the likeliest label that holds, or {@code unknown} if none does
 * @param labels all labels that hold, likeliest first: one at most, unless the model's outputs are
 *     of many labels. A label holds from its threshold on, see {@link ModelManifest#threshold}.
 * @param scores the probability of every label
 */
public record Classification(String label, List<String> labels, SortedMap<String, Double> scores) {

  public Classification {
    labels = List.copyOf(labels);
    scores = Collections.unmodifiableSortedMap(new TreeMap<>(scores));
  }

  /** Of one label, which is none if it is {@code unknown}. */
  public Classification(String label, SortedMap<String, Double> scores) {
    this(label, label.equals(ModelManifest.UNKNOWN) ? List.of() : List.of(label), scores);
  }

  /**
   * One row of a model's output.
   *
   * @param probabilities flat {@code [batch, labels]}
   */
  static Classification of(ModelManifest manifest, float[] probabilities, int row) {
    SortedMap<String, Double> scores = new TreeMap<>();
    int start = row * manifest.labels().size();
    for (int i = 0; i < manifest.labels().size(); i++) {
      scores.put(manifest.labels().get(i), (double) probabilities[start + i]);
    }
    List<String> holding = holding(manifest, scores);
    return new Classification(
        holding.isEmpty() ? ModelManifest.UNKNOWN : holding.get(0), holding, scores);
  }

  private static List<String> holding(ModelManifest manifest, SortedMap<String, Double> scores) {
    ToDoubleFunction<String> score = label -> scores.getOrDefault(label, 0.0);
    return manifest.labels().stream()
        .sorted(Comparator.comparingDouble(score).reversed())
        .limit(manifest.multiLabel() ? scores.size() : 1)
        .filter(label -> score.applyAsDouble(label) >= manifest.threshold(label))
        .toList();
  }

  /** Heap that it takes, about; the names of its labels are the manifest's. */
  long bytes() {
    return 160 + 88L * scores.size();
  }
}
