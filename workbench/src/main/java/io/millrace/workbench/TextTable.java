package io.millrace.workbench;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Columns as wide as what is in them, with two blanks between. */
public final class TextTable {

  private final Set<Integer> right;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * @param right positions of the columns whose texts end below each other, as numbers do
   */
  public TextTable(Set<Integer> right) {
    this.right = Set.copyOf(right);
  }

  public void row(List<String> cells) {
    rows.add(List.copyOf(cells));
  }

  public List<String> lines() {
    return rows.stream().map(this::line).toList();
  }

  private String line(List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      String blanks = " ".repeat(width(column) - row.get(column).length());
      line.append(column == 0 ? "" : "  ")
          .append(right.contains(column) ? blanks + row.get(column) : row.get(column) + blanks);
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
