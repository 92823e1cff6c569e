package io.millrace.forecast.stream;

import java.util.List;

/**
 * The numbers of rows that a network is ever run with; a batch is padded up to one of them. They
 * are few and fixed, because the shape of a batch changes the last bits of its numbers.
 *
 * @param rows rising, at least 1
 */
public record Shapes(List<Integer> rows) {

  public Shapes {
    rows = List.copyOf(rows);
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("must have at least one number of rows");
    }
    int before = 0;
    for (int each : rows) {
      if (each <= before) {
        throw new IllegalArgumentException("must rise from 1 on, are " + rows);
      }
      before = each;
    }
  }

  public int largest() {
    return rows.get(rows.size() - 1);
  }

  /** The smallest that holds so many rows, at most the {@link #largest}. */
  int holding(int count) {
    return rows.stream().filter(each -> each >= count).findFirst().orElseThrow();
  }

  /**
   * The shape to run next of so many waiting rows: one that they fill, unless they fill half of the
   * next.
   */
  int of(int waiting) {
    int filled = 0;
    for (int each : rows) {
      if (each >= waiting || each > 2 * waiting) {
        return filled > 0 && waiting < (each + 1) / 2 ? filled : each;
      }
      filled = each;
    }
    return filled;
  }
}
