package io.millrace.serving;

import java.util.List;
import java.util.stream.Stream;

/**
 * The few batch sizes and text lengths that models are run with: kernels prefer few shapes, and the
 * shape changes the last bits of a float.
 */
final class BatchShapes {

  /** Rows of the largest batch. */
  static final int MAXIMUM_ROWS = 32;

  private static final int SHORTEST_TEXT = 16;

  private BatchShapes() {}

  /** The batch size that takes {@code rows} rows: 1, 2, 4, 8, 16 or 32. */
  static int batch(int rows) {
    return ceilingPowerOfTwo(rows);
  }

  /** The length that takes a text of {@code tokens} tokens: 16, 32, 64, …, at most the maximum. */
  static int length(int tokens, int maximum) {
    return Math.min(maximum, ceilingPowerOfTwo(Math.max(tokens, SHORTEST_TEXT)));
  }

  /** Every batch size, smallest first. */
  static List<Integer> batches() {
    return Stream.iterate(1, batch -> batch <= MAXIMUM_ROWS, batch -> batch * 2).toList();
  }

  /** Every length of texts of up to {@code maximum} tokens, shortest first. */
  static List<Integer> lengths(int maximum) {
    return Stream.concat(
            Stream.iterate(SHORTEST_TEXT, length -> length < maximum, length -> length * 2),
            Stream.of(maximum))
        .toList();
  }

  private static int ceilingPowerOfTwo(int n) {
    return n <= 1 ? 1 : Integer.highestOneBit(n - 1) << 1;
  }
}
