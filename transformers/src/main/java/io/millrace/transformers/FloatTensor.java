package io.millrace.transformers;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.tensorflow.ndarray.Shape;

/**
 * Numbers in an order, in Java's memory.
 *
 * @param values row-major
 */
@SuppressWarnings("ArrayRecordComponent") // megabytes: shared, not copied
public record FloatTensor(Shape shape, float[] values) {

  public FloatTensor {
    if (shape.size() != values.length) {
      throw new IllegalArgumentException(
          "shape " + shape + " has " + shape.size() + " values, not " + values.length);
    }
  }

  /** A copy as little-endian bytes, ready to be read. */
  public ByteBuffer bytes() {
    ByteBuffer bytes = ByteBuffer.allocateDirect(Math.multiplyExact(values.length, Float.BYTES));
    bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    return bytes;
  }
}
