package io.millrace.transformers.frames;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Fixed positions as sines and cosines of geometric wavelengths up to 10,000 · 2π.
 *
 * @see <a href="https://arxiv.org/abs/1706.03762">Attention Is All You Need, 3.5</a>
 */
public record SinusoidalPositions(int length, int width) {

  private static final double LONGEST = 10_000;

  /** {@code [length, width]} */
  public Operand<TFloat32> apply(Ops tf) {
    return tf.constant(Shape.of(length, width), DataBuffers.of(values(), true, false));
  }

  /** Row-major [length, width]: sine in even columns, cosine in odd ones. */
  float[] values() {
    float[] values = new float[length * width];
    for (int position = 0; position < length; position++) {
      for (int d = 0; d < width; d++) {
        double angle = position / Math.pow(LONGEST, (double) (d - d % 2) / width);
        values[position * width + d] = (float) (d % 2 == 0 ? Math.sin(angle) : Math.cos(angle));
      }
    }
    return values;
  }
}
