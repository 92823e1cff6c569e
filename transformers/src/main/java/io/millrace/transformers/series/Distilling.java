package io.millrace.transformers.series;

import io.millrace.transformers.Norm;
import io.millrace.transformers.Scope;
import io.millrace.transformers.Shapes;
import io.millrace.transformers.frames.Convolution;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;

/**
 * Halves a sequence between two blocks: a convolution over three tokens, norm, ELU, then the
 * largest of three at every second token.
 *
 * <p>The reference pads its convolution by the window's other end, so that the newest rows leak
 * into the oldest tokens and the other way round; here there are zeros beyond both ends. It
 * normalises over the batch; here each token is normalised by itself, so that a window's forecast
 * does not depend on its company.
 *
 * @see <a href="https://arxiv.org/abs/2012.07436">Informer, 3.2</a>
 */
record Distilling(Norm norm) {

  private static final int REACH = 3;

  /** {@code [batch, length, width]} to {@code [batch, ⌈length / 2⌉, width]}. */
  Operand<TFloat32> apply(Scope at, Operand<TFloat32> tokens) {
    Ops tf = at.tf();
    int width = Math.toIntExact(Shapes.last(tokens));
    Operand<TFloat32> convolved =
        new Convolution(REACH, 1, width).apply(at.child("convolution"), tokens);
    Operand<TFloat32> active = tf.nn.elu(norm.apply(at.child("norm"), convolved));
    Operand<TFloat32> pooled =
        tf.nn.maxPool(
            tf.expandDims(active, tf.constant(2)), // [batch, length, 1, width]
            tf.constant(new int[] {1, REACH, 1, 1}),
            tf.constant(new int[] {1, 2, 1, 1}),
            "SAME");
    return tf.squeeze(pooled, Squeeze.axis(List.of(2L)));
  }
}
