package io.millrace.serving;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A classifier's answer.
 *
 * @param label the likeliest label, or {@code unknown} if its probability is under the manifest's
 *     {@code unknownBelow}
 * @param scores the probability of every label
 */
public record Classification(String label, SortedMap<String, Double> scores) {

  public Classification {
    scores = Collections.unmodifiableSortedMap(new TreeMap<>(scores));
  }

  /** Heap that it takes, about; the names of its labels are the manifest's. */
  long bytes() {
    return 128 + 88L * scores.size();
  }

  /**
   * One row of a model's output.
   *
   * @param probabilities flat {@code [batch, labels]}
   */
  static Classification of(ModelManifest manifest, float[] probabilities, int row) {
    List<String> labels = manifest.labels();
    SortedMap<String, Double> scores = new TreeMap<>();
    int best = 0;
    int start = row * labels.size();
    for (int i = 0; i < labels.size(); i++) {
      scores.put(labels.get(i), (double) probabilities[start + i]);
      if (probabilities[start + i] > probabilities[start + best]) {
        best = i;
      }
    }
    boolean known = probabilities[start + best] >= manifest.unknownBelow();
    return new Classification(known ? labels.get(best) : ModelManifest.UNKNOWN, scores);
  }
}
