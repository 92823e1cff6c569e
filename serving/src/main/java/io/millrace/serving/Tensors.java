package io.millrace.serving;

import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Flat Java arrays into native memory, in one copy. */
final class Tensors {

  private Tensors() {}

  static TFloat32 floats(float[] values, long... dimensions) {
    return TFloat32.tensorOf(Shape.of(dimensions), DataBuffers.of(values, true, false));
  }

  static TInt32 ints(int[] values, long... dimensions) {
    return TInt32.tensorOf(Shape.of(dimensions), DataBuffers.of(values, true, false));
  }
}
