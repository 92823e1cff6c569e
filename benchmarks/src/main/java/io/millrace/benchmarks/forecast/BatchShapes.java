package io.millrace.benchmarks.forecast;

import java.util.List;
import java.util.stream.Collectors;

/** The rows that batches of a network are padded to. */
record BatchShapes(List<Integer> rows) {

  /** With one shape a row's numbers do not depend on its company. */
  static final BatchShapes PINNED = new BatchShapes(List.of(64));

  /** As the service ships. */
  static final BatchShapes USUAL = new BatchShapes(List.of(1, 8, 64, 256));

  /** What the shape of a batch may change in a number that is rounded to six digits. */
  static final double LAST_BITS = 1e-5;

  BatchShapes {
    rows = List.copyOf(rows);
  }

  /** Of two runs of the same readings. */
  boolean allow(Agreement agreement) {
    return agreement.isComplete()
        && (rows.size() == 1
            ? agreement.unequal() == 0
            : agreement.furthest() <= LAST_BITS * (1 + 1e-9)); // one in the sixth digit
  }

  @Override
  public String toString() {
    return rows.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
