package io.millrace.serving;

import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Flat Java arrays into native memory, in one copy. */
final class Tensors {

  private Tensors() {}

  static TFloat32 floats(float[] values, long... dimensions) {
    return TFloat32.tensorOf(Shape.of(dimensions), DataBuffers.of(values, true, false));
  }

  /**
   * The first numbers of a tensor, the rest of which is zeros.
   *
   * @param from index of the first of them
   */
  static TFloat32 padded(float[] values, int from, int count, long... dimensions) {
    return TFloat32.tensorOf(
        Shape.of(dimensions),
        tensor -> {
          FloatDataBuffer data = tensor.asRawTensor().data().asFloats();
          data.write(values, from, count);
          long rest = data.size() - count;
          if (rest > 0) {
            data.offset(count).write(new float[Math.toIntExact(rest)]);
          }
        });
  }

  static TInt32 ints(int[] values, long... dimensions) {
    return TInt32.tensorOf(Shape.of(dimensions), DataBuffers.of(values, true, false));
  }
}
