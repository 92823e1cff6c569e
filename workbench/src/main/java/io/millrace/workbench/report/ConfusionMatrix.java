package io.millrace.workbench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * How often each label was answered how.
 *
 * @param answers the columns: every label that occurs or was answered, by name
 * @param rows by label of the truth
 */
public record ConfusionMatrix(List<String> answers, List<Row> rows) {

  /**
   * @param recall share of the label's items that were answered rightly
   */
  public record Row(String truth, List<Cell> cells, String recall) {}

  /**
   * @param right whether the answer is the truth
   * @param tint share of the truth's items, in hundredths, for the cell's colour
   */
  public record Cell(int count, boolean right, long tint) {

    /** Nothing is easier to see than a nought. */
    public String text() {
      return count == 0 ? "·" : Integer.toString(count);
    }
  }

  public ConfusionMatrix {
    answers = List.copyOf(answers);
    rows = List.copyOf(rows);
  }

  /**
   * @param counts of answers by label of the truth
   */
  public static ConfusionMatrix of(Map<String, Map<String, Integer>> counts) {
    TreeSet<String> answers = new TreeSet<>(counts.keySet());
    counts.values().forEach(row -> answers.addAll(row.keySet()));
    List<Row> rows = new ArrayList<>();
    new TreeSet<>(counts.keySet())
        .forEach(truth -> rows.add(row(truth, counts.getOrDefault(truth, Map.of()), answers)));
    return new ConfusionMatrix(List.copyOf(answers), rows);
  }

  private static Row row(String truth, Map<String, Integer> counts, Iterable<String> answers) {
    int items = counts.values().stream().mapToInt(Integer::intValue).sum();
    List<Cell> cells = new ArrayList<>();
    for (String answer : answers) {
      int count = counts.getOrDefault(answer, 0);
      cells.add(new Cell(count, answer.equals(truth), Math.round(100.0 * count / items)));
    }
    double recall = counts.getOrDefault(truth, 0) / (double) items;
    return new Row(truth, cells, Words.percentWithTenths(recall));
  }
}
