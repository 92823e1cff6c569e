package io.millrace.transformers.series;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Time and variates change places: networks want a variate's values side by side. */
final class Axes {

  private Axes() {}

  /** {@code [batch, a, b]} to {@code [batch, b, a]}. */
  static Operand<TFloat32> swapped(Ops tf, Operand<TFloat32> x) {
    return tf.linalg.transpose(x, tf.constant(new int[] {0, 2, 1}));
  }
}
