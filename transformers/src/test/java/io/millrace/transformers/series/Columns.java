package io.millrace.transformers.series;

import io.millrace.transformers.Samples;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;

/**
 * Some columns of a batch of windows, as a graph is fed them and as plain loops read them.
 *
 * @param values {@code [batch, rows, columns]}, row-major
 */
@SuppressWarnings("ArrayRecordComponent") // test data, changed by nobody
record Columns(int rows, int columns, float[] values) {

  static Columns random(long seed, int batch, int rows, int columns) {
    SplittableRandom random = new SplittableRandom(seed);
    return new Columns(rows, columns, Samples.uniform(random, batch * rows * columns));
  }

  /** Ones and zeros. */
  static Columns bits(long seed, int batch, int rows, int columns) {
    float[] bits = random(seed, batch, rows, columns).values();
    for (int i = 0; i < bits.length; i++) {
      bits[i] = bits[i] > 0 ? 1 : 0;
    }
    return new Columns(rows, columns, bits);
  }

  /** One number replaced. */
  Columns with(int window, int row, int column, float value) {
    float[] changed = values.clone();
    changed[(window * rows + row) * columns + column] = value;
    return new Columns(rows, columns, changed);
  }

  int batch() {
    return values.length / rows / columns;
  }

  /** {@code [row][column]} of one window. */
  double[][] window(int window) {
    double[][] plain = new double[rows][];
    for (int row = 0; row < rows; row++) {
      int from = (window * rows + row) * columns;
      plain[row] = Samples.widen(Arrays.copyOfRange(values, from, from + columns));
    }
    return plain;
  }

  /** One window as a batch of its own. */
  Columns only(int window) {
    int size = rows * columns;
    return new Columns(
        rows, columns, Arrays.copyOfRange(values, window * size, (window + 1) * size));
  }

  Columns permuted(int... order) {
    return moved(i -> i / columns * columns + order[i % columns]);
  }

  /** Every value times {@code factor}, plus {@code shift}. */
  Columns stretched(float factor, float shift) {
    float[] stretched = values.clone();
    for (int i = 0; i < stretched.length; i++) {
      stretched[i] = factor * stretched[i] + shift;
    }
    return new Columns(rows, columns, stretched);
  }

  private Columns moved(IntUnaryOperator from) {
    float[] moved = new float[values.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = values[from.applyAsInt(i)];
    }
    return new Columns(rows, columns, moved);
  }
}
