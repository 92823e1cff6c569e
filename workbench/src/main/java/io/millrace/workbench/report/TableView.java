package io.millrace.workbench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;

/** The held-out table as the page prints it: columns nobody measured are left out. */
record TableView(List<String> columns, List<Fold> folds, String caption) {

  /**
   * @param title empty = none
   */
  record Fold(String title, List<Row> rows) {}

  record Row(String forecaster, Role role, Ink ink, List<Cell> cells) {

    public String label() {
      return role.label();
    }

    public String kind() {
      return role == Role.CONTROL ? "control" : "model";
    }
  }

  record Cell(String text, boolean best) {}

  static TableView of(HeldOut table, Palette palette) {
    return new Builder(table, palette).view();
  }

  private record Builder(HeldOut table, Palette palette) {

    TableView view() {
      List<Column> columns = columns();
      List<Fold> folds = new ArrayList<>();
      if (table.folds().size() > 1) {
        List<HeldOutRow> first = table.byFold().values().iterator().next();
        folds.add(
            fold(
                "mean of " + table.folds().size() + " folds",
                first,
                columns,
                (row, column) -> table.mean(row.forecaster(), column)));
      }
      for (Map.Entry<String, List<HeldOutRow>> each : table.byFold().entrySet()) {
        folds.add(fold(each.getKey(), each.getValue(), columns, (row, column) -> column.of(row)));
      }
      return new TableView(columns.stream().map(Column::title).toList(), folds, caption());
    }

    private List<Column> columns() {
      return Arrays.stream(Column.values())
          .filter(column -> table.rows().stream().anyMatch(row -> !Double.isNaN(column.of(row))))
          .toList();
    }

    private Fold fold(
        String title,
        List<HeldOutRow> rows,
        List<Column> columns,
        ToDoubleBiFunction<HeldOutRow, Column> value) {
      List<Row> printed = new ArrayList<>();
      for (HeldOutRow row : rows) {
        List<Cell> cells = new ArrayList<>();
        for (Column column : columns) {
          double[] all = rows.stream().mapToDouble(r -> value.applyAsDouble(r, column)).toArray();
          cells.add(cell(column, value.applyAsDouble(row, column), all));
        }
        printed.add(new Row(row.forecaster(), row.role(), palette.ink(row.forecaster()), cells));
      }
      return new Fold(title, printed);
    }

    private Cell cell(Column column, double number, double[] all) {
      double interval = table.interval();
      double best =
          Arrays.stream(all)
              .filter(each -> !Double.isNaN(each))
              .map(each -> column.shortfall(each, interval))
              .min()
              .orElse(Double.NaN);
      // What prints alike is as good.
      boolean wins =
          column.competes()
              && !Double.isNaN(number)
              && column.text(column.shortfall(number, interval)).equals(column.text(best));
      return new Cell(column.text(number), wins);
    }

    private String caption() {
      StringBuilder caption =
          new StringBuilder(
              Words.format("%d windows; errors in %s. ", table.windows(), table.units()));
      caption.append("Bold is the best of its column");
      if (!Double.isNaN(table.interval())) {
        caption.append(", for coverage the nearest to ").append(Words.percent(table.interval()));
      }
      caption.append("; – was not measured.");
      List<String> sources =
          table.rows().stream()
              .filter(row -> !row.published().source().isBlank())
              .map(row -> row.forecaster() + ": " + row.published().source())
              .distinct()
              .toList();
      if (!sources.isEmpty()) {
        caption.append(" Published by ").append(String.join("; ", sources)).append('.');
      }
      return caption.toString();
    }
  }
}
