package io.millrace.transformers.classification;

import io.millrace.serving.ModelManifest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How well answers match the truth. {@code unknown} is an answer that is never right.
 *
 * @param items how many were judged
 * @param macroF1 mean F1 over the labels that occur in the truth, each counted alike
 * @param f1 by label of the truth
 * @param confusion answers by label of the truth
 * @param unknown share of the answers that are {@code unknown}
 * @param rightWhenAnswered share of the other answers that are right; 0 if there are none
 */
public record ClassificationScores(
    int items,
    double macroF1,
    Map<String, Double> f1,
    Map<String, Map<String, Integer>> confusion,
    double unknown,
    double rightWhenAnswered) {

  /** Digits kept in {@code model.json}: more would claim more than a few hundred items can show. */
  private static final double PRECISION = 1e4;

  /**
   * @param truth labels, one an item
   * @param answers labels or {@code unknown}, in the order of {@code truth}
   */
  public static ClassificationScores of(List<String> truth, List<String> answers) {
    if (truth.size() != answers.size() || truth.isEmpty()) {
      throw new IllegalArgumentException(
          truth.size() + " labels and " + answers.size() + " answers; expected as many, and some");
    }
    Map<String, Map<String, Integer>> confusion = new TreeMap<>();
    for (int i = 0; i < truth.size(); i++) {
      confusion
          .computeIfAbsent(truth.get(i), label -> new TreeMap<>())
          .merge(answers.get(i), 1, Integer::sum);
    }
    Map<String, Double> f1 = new TreeMap<>();
    confusion.keySet().forEach(label -> f1.put(label, f1(label, confusion)));
    double macro = f1.values().stream().mapToDouble(Double::doubleValue).average().orElse(0);
    int unknown = answered(ModelManifest.UNKNOWN, confusion);
    int right = confusion.keySet().stream().mapToInt(label -> hits(label, confusion)).sum();
    int known = truth.size() - unknown;
    return new ClassificationScores(
        truth.size(),
        macro,
        f1,
        confusion,
        (double) unknown / truth.size(),
        known == 0 ? 0 : (double) right / known);
  }

  /** Share of all items that are answered rightly. */
  public double accuracy() {
    return rightWhenAnswered * (1 - unknown);
  }

  /** For {@code metrics} in a {@code model.json}. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("items", items);
    map.put("macroF1", rounded(macroF1));
    Map<String, Double> roundedF1 = new LinkedHashMap<>();
    f1.forEach((label, value) -> roundedF1.put(label, rounded(value)));
    map.put("f1", roundedF1);
    map.put("unknown", rounded(unknown));
    map.put("rightWhenAnswered", rounded(rightWhenAnswered));
    map.put("confusion", confusion);
    return map;
  }

  /** The confusion matrix as text, truth down and answers across. */
  public String table() {
    TreeSet<String> columns = new TreeSet<>(confusion.keySet());
    confusion.values().forEach(row -> columns.addAll(row.keySet()));
    StringBuilder text = new StringBuilder(String.format("%-15s", "truth\\answer"));
    columns.forEach(column -> text.append(String.format("%14s", column)));
    text.append(String.format("%10s%n", "F1"));
    confusion.forEach(
        (label, row) -> {
          text.append(String.format("%-15s", label));
          columns.forEach(
              column -> text.append(String.format("%14d", row.getOrDefault(column, 0))));
          text.append(String.format("%10.3f%n", f1.get(label)));
        });
    return text.toString();
  }

  private static double f1(String label, Map<String, Map<String, Integer>> confusion) {
    int hits = hits(label, confusion);
    int occurred =
        confusion.getOrDefault(label, Map.of()).values().stream().mapToInt(Integer::intValue).sum();
    return 2.0 * hits / (occurred + answered(label, confusion));
  }

  private static int hits(String label, Map<String, Map<String, Integer>> confusion) {
    return confusion.getOrDefault(label, Map.of()).getOrDefault(label, 0);
  }

  private static int answered(String label, Map<String, Map<String, Integer>> confusion) {
    return confusion.values().stream().mapToInt(row -> row.getOrDefault(label, 0)).sum();
  }

  private static double rounded(double value) {
    return Math.round(value * PRECISION) / PRECISION;
  }
}
