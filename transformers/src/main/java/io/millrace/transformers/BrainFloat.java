package io.millrace.transformers;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Products of bfloat16 numbers, which some processors multiply twice as fast as float32; the rest
 * stays float32. Weights are {@link Linear}'s.
 *
 * @see <a href="https://arxiv.org/abs/1905.12322">A Study of BFLOAT16 for Deep Learning
 *     Training</a>
 */
public record BrainFloat() implements Projection {

  @Override
  public Operand<TFloat32> apply(Scope at, Operand<TFloat32> x, long outputs) {
    Ops tf = at.tf();
    long inputs = Shapes.last(x);
    Initial start = Initial.fanIn(inputs);
    Operand<TFloat32> kernel = at.weight("kernel", Shape.of(inputs, outputs), start);
    Operand<TFloat32> bias = at.weight("bias", Shape.of(outputs), start);
    Operand<TInt32> rows = tf.constant(new int[] {-1, Math.toIntExact(inputs)});
    Operand<TBfloat16> product =
        tf.linalg.matMul(
            tf.reshape(tf.dtypes.cast(x, TBfloat16.class), rows),
            tf.dtypes.cast(kernel, TBfloat16.class));
    Operand<TFloat32> sum = tf.nn.biasAdd(tf.dtypes.cast(product, TFloat32.class), bias);
    return tf.reshape(sum, Shapes.withLast(tf, x, outputs));
  }
}
