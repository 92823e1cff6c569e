package io.millrace.workbench.report;

import io.millrace.serving.ModelManifest;
import java.util.ArrayList;
import java.util.List;

/**
 * What was answered to items of each label.
 *
 * @param columns the labels, then {@code unknown} if something was answered so
 * @param rows by label of the truth
 */
record Confusion(List<String> columns, List<Row> rows) {

  /** Under this share a cell is white. */
  private static final double FAINT = 0.005;

  /**
   * @param items of this label
   * @param precision share of answers with this label that are right; NaN if there are none
   * @param recall share of the items that are answered with it
   */
  record Row(
      String label, List<Cell> cells, int items, double precision, double recall, double f1) {

    public String precisionText() {
      return Words.number(precision);
    }

    public String recallText() {
      return Words.number(recall);
    }

    public String f1Text() {
      return Words.number(f1);
    }
  }

  /**
   * @param heat share of the row, as a percentage of the colour; 0 = none
   */
  record Cell(int count, int heat, boolean right) {

    public String text() {
      return count == 0 ? "" : Integer.toString(count);
    }
  }

  static Confusion of(AnswersReport report) {
    int labels = report.labels().size();
    int[][] counts = new int[labels][labels + 1]; // [truth][answer, or unknown]
    for (AnswersReport.Answer answer : report.answers()) {
      boolean unknown = answer.given() == AnswersReport.Answer.UNKNOWN;
      counts[answer.truth()][unknown ? labels : answer.given()]++;
    }
    boolean unknown = sum(counts, labels) > 0;
    List<String> columns = new ArrayList<>(report.labels());
    if (unknown) {
      columns.add(ModelManifest.UNKNOWN);
    }
    List<Row> rows = new ArrayList<>();
    for (int label = 0; label < labels; label++) {
      rows.add(row(report.labels().get(label), label, counts, columns.size()));
    }
    return new Confusion(columns, rows);
  }

  private static Row row(String name, int label, int[][] counts, int columns) {
    int items = 0;
    for (int count : counts[label]) {
      items += count;
    }
    List<Cell> cells = new ArrayList<>();
    for (int answer = 0; answer < columns; answer++) {
      cells.add(cell(counts[label][answer], items, answer == label));
    }
    int hits = counts[label][label];
    int answered = sum(counts, label);
    double precision = answered == 0 ? Double.NaN : (double) hits / answered;
    double recall = items == 0 ? Double.NaN : (double) hits / items;
    double f1 = items + answered == 0 ? Double.NaN : 2.0 * hits / (items + answered);
    return new Row(name, cells, items, precision, recall, f1);
  }

  private static Cell cell(int count, int items, boolean right) {
    double share = items == 0 ? 0 : (double) count / items;
    return new Cell(count, share < FAINT ? 0 : (int) Math.round(100 * share), right);
  }

  private static int sum(int[][] counts, int column) {
    int sum = 0;
    for (int[] row : counts) {
      sum += row[column];
    }
    return sum;
  }

  /** Mean F1 over the labels that occur. */
  double macroF1() {
    return rows.stream()
        .filter(row -> row.items() > 0)
        .mapToDouble(Row::f1)
        .average()
        .orElse(Double.NaN);
  }

  /** Share of all items that are answered rightly. */
  double right() {
    double items = rows.stream().mapToInt(Row::items).sum();
    double hits =
        rows.stream()
            .flatMap(row -> row.cells().stream())
            .filter(Cell::right)
            .mapToInt(Cell::count)
            .sum();
    return hits / items;
  }
}
