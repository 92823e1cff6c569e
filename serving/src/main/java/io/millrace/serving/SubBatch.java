package io.millrace.serving;

import java.util.List;

/**
 * Texts that run together.
 *
 * @param rows which texts, as indices
 * @param batch rows with padding
 * @param length tokens a row with padding
 */
record SubBatch(List<Integer> rows, int batch, int length) {

  SubBatch {
    rows = List.copyOf(rows);
  }

  BatchShape shape() {
    return new BatchShape(batch, length);
  }

  /** What the run costs, padding included. */
  int tokens() {
    return batch * length;
  }
}
