package io.millrace.transformers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Constants drawn at random as a network asks for them, remembered for the plain-Java oracle. */
public final class RandomWeights implements Weights {

  public final Map<String, double[]> values = new LinkedHashMap<>();
  public final Map<String, Operand<TFloat32>> operands = new LinkedHashMap<>();
  private final SplittableRandom random;

  public RandomWeights(long seed) {
    random = new SplittableRandom(seed);
  }

  @Override
  public Operand<TFloat32> weight(Ops tf, String path, Shape shape, Initial initial) {
    return operands.computeIfAbsent(path, ignored -> draw(tf, path, shape));
  }

  /** What was drawn so far, for another graph. */
  public Checkpoint checkpoint() {
    return checkpoint((path, value) -> value);
  }

  /** What was drawn so far, each weight replaced by what {@code change} makes of it. */
  public Checkpoint checkpoint(BiFunction<String, double[], double[]> change) {
    Map<String, float[]> changed = new LinkedHashMap<>();
    values.forEach((path, value) -> changed.put(path, Samples.narrow(change.apply(path, value))));
    return new Checkpoint(changed);
  }

  private Operand<TFloat32> draw(Ops tf, String path, Shape shape) {
    float[] drawn = Samples.uniform(random, Math.toIntExact(shape.size()));
    for (int i = 0; path.endsWith("norm/scale") && i < drawn.length; i++) {
      drawn[i] += 1;
    }
    values.put(path, Samples.widen(drawn));
    return tf.constant(shape, DataBuffers.of(drawn));
  }
}
