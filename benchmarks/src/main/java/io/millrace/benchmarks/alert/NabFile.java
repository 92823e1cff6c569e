package io.millrace.benchmarks.alert;

import java.time.Instant;
import java.util.List;

/**
 * A stream with labelled windows.
 *
 * @param windows apart from each other, by rising rows
 */
record NabFile(String name, List<Row> rows, List<Labelled> windows) {

  /** Rows at the beginning that are not judged: a share, and so many at most. */
  private static final double PROBATION = .15;

  private static final int MOST_PROBATION = 750;

  NabFile {
    rows = List.copyOf(rows);
    windows = List.copyOf(windows);
  }

  record Row(Instant at, double value) {}

  /**
   * Rows that an anomaly was labelled in.
   *
   * @param left the first
   * @param right the last
   */
  record Labelled(int left, int right) {

    int width() {
      return right - left + 1;
    }

    boolean holds(int row) {
      return left <= row && row <= right;
    }
  }

  /** The first row that is judged. */
  int judgedFrom() {
    return Math.min((int) Math.floor(PROBATION * rows.size()), MOST_PROBATION);
  }
}
