package io.millrace.transformers.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** Examples, cut into batches. */
public final class Parts {

  private final List<int[]> parts;

  /**
   * @param parts positions of examples, none empty
   */
  public Parts(List<int[]> parts) {
    this.parts = List.copyOf(parts);
  }

  /** As they are ordered; only the last batch may be smaller. */
  static Parts ofSize(int[] order, int size) {
    List<int[]> parts = new ArrayList<>();
    for (int from = 0; from < order.length; from += size) {
      parts.add(Arrays.copyOfRange(order, from, Math.min(order.length, from + size)));
    }
    return new Parts(parts);
  }

  int count() {
    return parts.size();
  }

  int[] part(int index) {
    return parts.get(index);
  }

  Iterator<int[]> from(int first) {
    return parts.listIterator(first);
  }
}
