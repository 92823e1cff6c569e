package io.millrace.transformers.classification;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How well answers match the truth where any number of labels may hold.
 *
 * @param items how many were judged
 * @param exact share of the items of which all labels that hold were given, and no others
 */
public record MultiLabelScores(int items, double exact, List<Label> labels) {

  private static final double PRECISION = 1e4;

  /**
   * One label among the items.
   *
   * @param held by so many
   * @param given to so many
   * @param right to so many of those that hold it
   */
  public record Label(String name, int held, int given, int right) {

    /** NaN if it was never given. */
    public double precision() {
      return given == 0 ? Double.NaN : (double) right / given;
    }

    /** NaN if none holds it. */
    public double recall() {
      return held == 0 ? Double.NaN : (double) right / held;
    }

    /** NaN if it neither holds nor was given. */
    public double f1() {
      return held + given == 0 ? Double.NaN : 2.0 * right / (held + given);
    }
  }

  public MultiLabelScores {
    labels = List.copyOf(labels);
  }

  /**
   * @param truth labels of each item
   * @param answers likewise, in the order of {@code truth}
   */
  public static MultiLabelScores of(
      List<String> labels, List<List<String>> truth, List<List<String>> answers) {
    if (truth.size() != answers.size() || truth.isEmpty()) {
      throw new IllegalArgumentException(
          truth.size() + " truths and " + answers.size() + " answers; expected as many, and some");
    }
    List<Label> counts = new ArrayList<>();
    for (String label : labels) {
      int held = 0;
      int given = 0;
      int right = 0;
      for (int i = 0; i < truth.size(); i++) {
        boolean holds = truth.get(i).contains(label);
        boolean answered = answers.get(i).contains(label);
        held += holds ? 1 : 0;
        given += answered ? 1 : 0;
        right += holds && answered ? 1 : 0;
      }
      counts.add(new Label(label, held, given, right));
    }
    long exact =
        IntStream.range(0, truth.size())
            .filter(i -> Set.copyOf(truth.get(i)).equals(Set.copyOf(answers.get(i))))
            .count();
    return new MultiLabelScores(truth.size(), (double) exact / truth.size(), counts);
  }

  /** F1 of all decisions together; 0 if nothing held and nothing was given. */
  public double microF1() {
    int right = labels.stream().mapToInt(Label::right).sum();
    int both = labels.stream().mapToInt(label -> label.held() + label.given()).sum();
    return both == 0 ? 0 : 2.0 * right / both;
  }

  /** Mean F1 over the labels that some item holds, each counted alike; 0 if there are none. */
  public double macroF1() {
    return labels.stream()
        .filter(label -> label.held() > 0)
        .mapToDouble(Label::f1)
        .average()
        .orElse(0);
  }

  /** For {@code metrics} in a {@code model.json}. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("items", items);
    map.put("microF1", rounded(microF1()));
    map.put("macroF1", rounded(macroF1()));
    map.put("allLabelsRight", rounded(exact));
    Map<String, Double> f1 = new LinkedHashMap<>();
    labels.stream()
        .filter(label -> label.held() > 0)
        .forEach(label -> f1.put(label.name(), rounded(label.f1())));
    map.put("f1", f1);
    return map;
  }

  private static double rounded(double value) {
    return Math.round(value * PRECISION) / PRECISION;
  }
}
