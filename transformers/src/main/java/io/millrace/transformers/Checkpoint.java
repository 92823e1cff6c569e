package io.millrace.transformers;

import java.util.HashMap;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Weights as constants of the graph, row-major, by path. One graph per instance. */
public final class Checkpoint implements Weights {

  private final Map<String, float[]> values;
  private final Map<String, Operand<TFloat32>> built = new HashMap<>();
  private final Map<String, String> nodes = new HashMap<>(); // read also when the graph is closed

  public Checkpoint(Map<String, float[]> values) {
    this.values = Map.copyOf(values);
  }

  @Override
  public Operand<TFloat32> weight(Ops tf, String path, Shape shape, Initial initial) {
    return built.computeIfAbsent(path, ignored -> constant(tf, path, shape));
  }

  @Override
  public float[] values(String path, Shape shape) {
    float[] found = values.get(path);
    if (found == null) {
      throw new IllegalArgumentException("checkpoint has no weight " + path);
    }
    if (found.length != shape.size()) {
      throw new IllegalArgumentException(
          "checkpoint's weight "
              + path
              + " has "
              + found.length
              + " values; the network needs shape "
              + shape);
    }
    return found;
  }

  /**
   * The name of the graph's node that holds a weight.
   *
   * @throws IllegalStateException if the graph does not use the weight
   */
  public String node(String path) {
    String node = nodes.get(path);
    if (node == null) {
      throw new IllegalStateException("the graph does not use the weight " + path);
    }
    return node;
  }

  private Operand<TFloat32> constant(Ops tf, String path, Shape shape) {
    Operand<TFloat32> constant =
        tf.constant(shape, DataBuffers.of(values(path, shape), true, false));
    nodes.put(path, constant.op().name());
    return constant;
  }
}
