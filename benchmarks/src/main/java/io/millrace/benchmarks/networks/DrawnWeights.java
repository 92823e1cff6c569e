package io.millrace.benchmarks.networks;

import io.millrace.transformers.Initial;
import io.millrace.transformers.Weights;
import java.util.HashMap;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Weights as training would start with, for one graph. */
public final class DrawnWeights implements Weights {

  private final long seed;
  private final Map<String, Operand<TFloat32>> drawn = new HashMap<>();

  public DrawnWeights(long seed) {
    this.seed = seed;
  }

  @Override
  public Operand<TFloat32> weight(Ops tf, String path, Shape shape, Initial initial) {
    return drawn.computeIfAbsent(
        path,
        name -> tf.constant(shape, DataBuffers.of(initial.values(shape, seed + name.hashCode()))));
  }
}
