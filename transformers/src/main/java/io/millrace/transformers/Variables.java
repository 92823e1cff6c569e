package io.millrace.transformers;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;

/** Weights as variables that an optimiser may change. One graph per instance. */
public final class Variables implements Weights {

  /**
   * One weight, and how it starts.
   *
   * @param handle the resource that holds the values
   * @param value what the network reads, and what gradients are taken against
   */
  public record Variable(
      String path, Shape shape, Initial initial, VarHandleOp handle, Operand<TFloat32> value) {

    /** Row-major starting values; the same for the same seed and path. */
    public float[] initialValues(long seed) {
      return initial.values(shape, seed * 31 + path.hashCode());
    }
  }

  private final Map<String, Variable> byPath = new LinkedHashMap<>();

  @Override
  public Operand<TFloat32> weight(Ops tf, String path, Shape shape, Initial initial) {
    Variable variable = byPath.computeIfAbsent(path, ignored -> fresh(tf, path, shape, initial));
    if (!variable.shape().equals(shape)) {
      throw new IllegalArgumentException(
          "weight " + path + " has shape " + variable.shape() + " and is asked for as " + shape);
    }
    return variable.value();
  }

  /** In the order in which the network first asked for them. */
  public Map<String, Variable> byPath() {
    return Collections.unmodifiableMap(byPath);
  }

  private static Variable fresh(Ops tf, String path, Shape shape, Initial initial) {
    VarHandleOp handle =
        tf.varHandleOp(TFloat32.class, shape, VarHandleOp.sharedName("weight/" + path));
    return new Variable(path, shape, initial, handle, tf.readVariableOp(handle, TFloat32.class));
  }
}
