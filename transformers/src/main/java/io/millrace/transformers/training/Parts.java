package io.millrace.transformers.training;

import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.IntStream;

/** An order of examples, cut into batches; only the last may be smaller. */
@SuppressWarnings("ArrayRecordComponent") // lives for one pass over the examples
record Parts(int[] order, int size) {

  /** Examples as they lie. */
  static Parts inOrder(int examples, int size) {
    return new Parts(IntStream.range(0, examples).toArray(), size);
  }

  int count() {
    return (order.length + size - 1) / size;
  }

  int[] part(int index) {
    return Arrays.copyOfRange(order, index * size, Math.min(order.length, (index + 1) * size));
  }

  Iterator<int[]> from(int first) {
    return IntStream.range(first, count()).mapToObj(this::part).iterator();
  }
}
