package io.millrace.transformers;

import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * x·kernel + bias over the last axis. Weights {@code kernel} [in, out] and {@code bias} [out].
 *
 * @param outputs size of the last axis afterwards
 * @param initial how fresh kernel and bias start; null = {@link Initial#fanIn}
 */
public record Linear(long outputs, @Nullable Initial initial) {

  public Linear(long outputs) {
    this(outputs, null);
  }

  /**
   * {@code [.., in]} to {@code [.., outputs]}; {@code in} must be known when the graph is built.
   */
  public Operand<TFloat32> apply(Scope at, Operand<TFloat32> x) {
    long inputs = Shapes.last(x);
    Initial start = initial == null ? Initial.fanIn(inputs) : initial;
    Operand<TFloat32> kernel = at.weight("kernel", Shape.of(inputs, outputs), start);
    Operand<TFloat32> bias = at.weight("bias", Shape.of(outputs), start);
    return at.lowered()
        ? Lowering.dense(at.tf(), x, kernel, bias)
        : multiply(at.tf(), x, kernel, bias);
  }

  /** One flat matrix product: a batched one would sum kernel gradients batch by batch. */
  static Operand<TFloat32> multiply(
      Ops tf, Operand<TFloat32> x, Operand<TFloat32> kernel, Operand<TFloat32> bias) {
    int inputs = Math.toIntExact(Shapes.last(x));
    Operand<TFloat32> flat = tf.reshape(x, tf.constant(new int[] {-1, inputs}));
    Operand<TFloat32> product = tf.nn.biasAdd(tf.linalg.matMul(flat, kernel), bias);
    return tf.reshape(product, Shapes.withLast(tf, x, Shapes.last(kernel)));
  }
}
