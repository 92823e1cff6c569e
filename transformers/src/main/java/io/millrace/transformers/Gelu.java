package io.millrace.transformers;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * x·Φ(x).
 *
 * @param exact by the error function, as BERT has it; otherwise the tanh approximation
 * @see <a href="https://arxiv.org/abs/1606.08415">Gaussian Error Linear Units</a>
 */
public record Gelu(boolean exact) {

  public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> gate = exact ? exactGate(tf, x) : tanhGate(tf, x);
    return tf.math.mul(tf.math.mul(x, tf.constant(0.5f)), tf.math.add(gate, tf.constant(1f)));
  }

  private static Operand<TFloat32> exactGate(Ops tf, Operand<TFloat32> x) {
    return tf.math.erf(tf.math.mul(x, tf.constant((float) Math.sqrt(0.5))));
  }

  private static Operand<TFloat32> tanhGate(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> cube = tf.math.mul(x, tf.math.square(x));
    Operand<TFloat32> inner = tf.math.add(x, tf.math.mul(cube, tf.constant(0.044715f)));
    return tf.math.tanh(tf.math.mul(inner, tf.constant((float) Math.sqrt(2 / Math.PI))));
  }
}
