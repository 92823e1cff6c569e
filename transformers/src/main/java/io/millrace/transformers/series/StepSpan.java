package io.millrace.transformers.series;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Which rows encoder and decoder of time tokens read.
 *
 * @param label last rows of the lookback, which the decoder reads once more and goes on from
 */
record StepSpan(int lookback, int label, int horizon) {

  StepSpan {
    if (label < 1 || label > lookback) {
      throw new IllegalArgumentException(
          "label length: expected 1 to the lookback, %d, found %d".formatted(lookback, label));
    }
  }

  /** The label's rows of {@code [batch, lookback, any]}. */
  Operand<TFloat32> label(Ops tf, Operand<TFloat32> seen) {
    return rows(tf, seen, lookback - label, lookback);
  }

  /** The encoder's rows of {@code [batch, lookback + horizon, any]}. */
  Operand<TFloat32> lookback(Ops tf, Operand<TFloat32> known) {
    return rows(tf, known, 0, lookback);
  }

  /** The decoder's rows of {@code [batch, lookback + horizon, any]}. */
  Operand<TFloat32> labelOn(Ops tf, Operand<TFloat32> known) {
    return rows(tf, known, lookback - label, lookback + horizon);
  }

  /** The horizon's rows of {@code [batch, label + horizon, any]}. */
  Operand<TFloat32> ahead(Ops tf, Operand<TFloat32> decoded) {
    return rows(tf, decoded, label, label + horizon);
  }

  /** {@code [batch, label, any]}, then zeros for the horizon. */
  Operand<TFloat32> thenZeros(Ops tf, Operand<TFloat32> labelled) {
    return tf.pad(
        labelled, tf.constant(new int[][] {{0, 0}, {0, horizon}, {0, 0}}), tf.constant(0f));
  }

  private static Operand<TFloat32> rows(Ops tf, Operand<TFloat32> x, int from, int to) {
    return tf.stridedSlice(x, Indices.all(), Indices.slice(from, to), Indices.all());
  }
}
