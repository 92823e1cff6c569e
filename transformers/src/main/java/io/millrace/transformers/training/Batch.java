package io.millrace.transformers.training;

import java.util.Map;
import java.util.function.Consumer;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The tensors of one batch, in native memory until closed.
 *
 * @param size number of examples
 */
public record Batch(int size, Map<String, Tensor> tensors) implements AutoCloseable {

  public Batch {
    tensors = Map.copyOf(tensors);
  }

  /** The tensor of one input. */
  public Tensor tensor(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("the batch has no " + name);
    }
    return tensor;
  }

  /** Row-major values into native memory, in one copy. */
  public static Tensor floats(float[] values, long... shape) {
    return TFloat32.tensorOf(Shape.of(shape), DataBuffers.of(values, true, false));
  }

  /**
   * Row-major values written straight into native memory, for examples that are stretches of one
   * array: two to three times as fast as gathering them first.
   *
   * @param write must fill the whole of what it is given
   */
  public static Tensor floats(Consumer<FloatDataBuffer> write, long... shape) {
    return TFloat32.tensorOf(
        Shape.of(shape), tensor -> write.accept(tensor.asRawTensor().data().asFloats()));
  }

  /** Row-major values into native memory, in one copy. */
  public static Tensor ints(int[] values, long... shape) {
    return TInt32.tensorOf(Shape.of(shape), DataBuffers.of(values, true, false));
  }

  /** A copy of a float32 tensor's values, row-major. */
  public static float[] floats(Tensor tensor) {
    float[] values = new float[Math.toIntExact(tensor.shape().size())];
    tensor.asRawTensor().data().asFloats().read(values);
    return values;
  }

  @Override
  public void close() {
    tensors.values().forEach(Tensor::close);
  }
}
