package io.millrace.transformers.training;

import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * One tensor that every batch brings.
 *
 * @param shape leading axis = batch; unknown axes are {@link Shape#UNKNOWN_SIZE}
 */
public record BatchInput(String name, Class<? extends TType> type, Shape shape) {

  /** Float32 of {@code [batch, axes..]}; −1 = known only when the graph runs. */
  public static BatchInput floats(String name, long... axes) {
    return new BatchInput(name, TFloat32.class, dynamicBatch(axes));
  }

  /** Int32 of {@code [batch, axes..]}; −1 = known only when the graph runs. */
  public static BatchInput ints(String name, long... axes) {
    return new BatchInput(name, TInt32.class, dynamicBatch(axes));
  }

  private static Shape dynamicBatch(long... axes) {
    return Shape.of(Shape.UNKNOWN_SIZE).append(Shape.of(axes));
  }
}
