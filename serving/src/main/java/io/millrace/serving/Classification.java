package io.millrace.serving;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * What a model answers: labels, a vector, or both.
 *
 * @param label the likeliest label that holds, or {@code unknown} if none does; empty in the answer
 *     of a model without labels, which is a vector alone
 * @param labels all labels that hold, likeliest first: one at most, unless the model's outputs are
 *     of many labels. A label holds from its threshold on, see {@link ModelManifest#threshold}.
 * @param scores the probability of every label
 * @param embedding the input as the network's vector; empty where it has none or none was asked
 *     for, which never is where there are no labels
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out, compared by content
public record Classification(
    String label, List<String> labels, SortedMap<String, Double> scores, float[] embedding) {

  public Classification {
    embedding = embedding.clone();
    labels = List.copyOf(labels);
    scores = Collections.unmodifiableSortedMap(new TreeMap<>(scores));
    Fields.check(
        !label.isEmpty() || (labels.isEmpty() && scores.isEmpty()),
        "label",
        "one of the scored labels",
        null);
    Fields.check(!label.isEmpty() || embedding.length > 0, "embedding", "a vector", null);
  }

  /** Of a model without labels. */
  public static Classification ofVector(float[] embedding) {
    return new Classification("", List.of(), Collections.emptySortedMap(), embedding);
  }

  /** Of one label, which is none if it is {@code unknown}. */
  public Classification(String label, SortedMap<String, Double> scores) {
    this(
        label,
        label.equals(ModelManifest.UNKNOWN) ? List.of() : List.of(label),
        scores,
        new float[0]);
  }

  /** One row of a model's outputs. */
  static Classification of(ModelManifest manifest, Outputs outputs, int row) {
    return manifest.labels().isEmpty()
        ? ofVector(outputs.row(Contract.EMBEDDING, row))
        : labelled(manifest, outputs, row);
  }

  private static Classification labelled(ModelManifest manifest, Outputs outputs, int row) {
    SortedMap<String, Double> scores = new TreeMap<>();
    float[] probabilities = outputs.row(Contract.PROBABILITIES, row);
    for (int i = 0; i < probabilities.length; i++) {
      scores.put(manifest.labels().get(i), (double) probabilities[i]);
    }
    List<String> holding = holding(manifest, scores);
    return new Classification(
        holding.isEmpty() ? ModelManifest.UNKNOWN : holding.get(0),
        holding,
        scores,
        outputs.row(Contract.EMBEDDING, row));
  }

  private static List<String> holding(ModelManifest manifest, SortedMap<String, Double> scores) {
    ToDoubleFunction<String> score = label -> scores.getOrDefault(label, 0.0);
    return manifest.labels().stream()
        .sorted(Comparator.comparingDouble(score).reversed())
        .limit(manifest.multiLabel() ? scores.size() : 1)
        .filter(label -> score.applyAsDouble(label) >= manifest.threshold(label))
        .toList();
  }

  /** Whether it says more than a vector. */
  public boolean hasLabels() {
    return !label.isEmpty();
  }

  /**
   * How near the vectors of two answers are: the cosine of the angle between them, 1 where they
   * point the same way. Vectors of different widths, or without a direction, have nothing in
   * common: 0.
   */
  public double cosine(Classification other) {
    return Vectors.cosine(embedding, other.embedding);
  }

  /** Heap that it takes, about; the names of its labels are the manifest's. */
  long bytes() {
    return 160 + 88L * scores.size() + 4L * embedding.length;
  }

  @Override
  public float[] embedding() {
    return embedding.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Classification answer
        && label.equals(answer.label)
        && labels.equals(answer.labels)
        && scores.equals(answer.scores)
        && Arrays.equals(embedding, answer.embedding);
  }

  @Override
  public int hashCode() {
    return Objects.hash(label, labels, scores, Arrays.hashCode(embedding));
  }
}
