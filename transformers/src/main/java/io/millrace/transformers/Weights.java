package io.millrace.transformers;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Where weights come from: {@link Variables} that learn, or the constants of a checkpoint. */
public interface Weights {

  /**
   * The weight at {@code path}.
   *
   * @param initial how a fresh weight starts; a checkpoint ignores it
   * @throws IllegalArgumentException naming the path, if a checkpoint lacks it or has another size
   */
  Operand<TFloat32> weight(Ops tf, String path, Shape shape, Initial initial);

  /**
   * The values of a weight that nothing changes any more, row-major.
   *
   * @throws IllegalStateException if weights are still learning
   * @throws IllegalArgumentException naming the path, if a checkpoint lacks it or has another size
   */
  default float[] values(String path, Shape shape) {
    throw new IllegalStateException("weight " + path + " still learns: it has no values yet");
  }
}
