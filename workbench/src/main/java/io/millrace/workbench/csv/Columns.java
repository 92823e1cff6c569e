package io.millrace.workbench.csv;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands in the columns of a file.
 *
 * @param headed whether the file names them
 * @param names of all columns, in order
 * @param variates the columns to read
 */
record Columns(boolean headed, List<String> names, RowTimes times, List<Integer> variates) {

  Columns {
    names = List.copyOf(names);
    variates = List.copyOf(variates);
  }

  List<String> variateNames() {
    return variates.stream().map(names::get).toList();
  }

  /**
   * @throws IllegalArgumentException if a row is shorter or longer than the first line
   */
  void checkWidth(Cells cells) {
    if (cells.size() != names.size()) {
      throw new IllegalArgumentException(
          "%d cells where the %s has %d"
              .formatted(cells.size(), headed ? "header" : "first row", names.size()));
    }
  }

  /**
   * The values of a row; what is missing is not in it.
   *
   * @throws NumberFormatException that names the column of what is no number
   */
  Map<String, Double> values(Cells cells) {
    Map<String, Double> values = new HashMap<>();
    for (int column : variates) {
      String text = cells.text(column);
      if (!Cell.isMissing(text)) {
        values.put(names.get(column), Cell.number(names.get(column), text));
      }
    }
    return values;
  }
}
