package io.millrace.benchmarks;

import java.util.function.IntSupplier;

/** Whether a number is what it was at the last look. */
final class Unchanged {

  private final IntSupplier number;
  private int last = -1;

  Unchanged(IntSupplier number) {
    this.number = number;
  }

  boolean check() {
    int now = number.getAsInt();
    boolean same = now == last;
    last = now;
    return same;
  }
}
