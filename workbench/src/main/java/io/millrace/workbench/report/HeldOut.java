package io.millrace.workbench.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The held-out table.
 *
 * @param units of the errors, e.g. {@code scaled units}
 * @param windows that were forecast, in all folds together
 * @param interval the coverage that intervals aim at, e.g. 0.8; NaN = no intervals
 * @param rows a forecaster (and fold) each, the models first
 */
public record HeldOut(String units, long windows, double interval, List<HeldOutRow> rows) {

  public HeldOut {
    Checks.some("rows", rows);
    rows = List.copyOf(rows);
    Checks.distinct(
        "forecasters of a fold",
        rows.stream().map(row -> List.of(row.fold(), row.forecaster())).toList());
    Checks.check(
        rows.stream().anyMatch(row -> row.role() == Role.MODEL),
        "rows",
        "a model among them",
        "controls only");
  }

  /** In the table's order, each once. */
  List<String> forecasters() {
    return rows.stream().map(HeldOutRow::forecaster).distinct().toList();
  }

  List<String> folds() {
    return rows.stream().map(HeldOutRow::fold).distinct().toList();
  }

  Map<String, List<HeldOutRow>> byFold() {
    return rows.stream()
        .collect(Collectors.groupingBy(HeldOutRow::fold, LinkedHashMap::new, Collectors.toList()));
  }

  List<String> named(Role role) {
    return rows.stream()
        .filter(row -> row.role() == role)
        .map(HeldOutRow::forecaster)
        .distinct()
        .toList();
  }

  /** A column's mean over folds, each fold counting the same; NaN if one lacks it. */
  double mean(String forecaster, Column column) {
    return rows.stream()
        .filter(row -> row.forecaster().equals(forecaster))
        .mapToDouble(column::of)
        .average()
        .orElse(Double.NaN);
  }
}
