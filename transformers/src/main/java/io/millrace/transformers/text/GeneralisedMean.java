package io.millrace.transformers.text;

import io.millrace.transformers.Initial;
import io.millrace.transformers.Scope;
import io.millrace.transformers.Shapes;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Max;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.op.core.Sum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * GGeM: (mean xᵖ)^(1/p) over the real tokens, between their mean at p = 1 and their maximum, with a
 * p that each group of neighbouring channels learns. Weight {@code logPower} [groups]: ln p, so
 * that p stays above 0 whatever a step does; p starts at 3.
 *
 * <p>A power of a negative number is none: what is below 10⁻⁶ counts as 10⁻⁶ and gets no gradient,
 * as generalised means are usually taken. Powers are taken of what a channel has beside its largest
 * value, so that none overflows.
 *
 * @param groups must divide the width
 * @see <a href="https://arxiv.org/abs/2212.04114">Group Generalized Mean Pooling for Vision
 *     Transformer</a>
 */
public record GeneralisedMean(int groups) implements Pooling {

  private static final float LEAST = 1e-6f;
  private static final Initial FRESH = new Initial.Constant((float) Math.log(3));

  public GeneralisedMean {
    if (groups < 1) {
      throw new IllegalArgumentException("groups must be at least 1, not " + groups);
    }
  }

  @Override
  public Operand<TFloat32> apply(Scope at, Operand<TFloat32> tokens, Operand<TInt32> mask) {
    Ops tf = at.tf();
    Operand<TFloat32> valid = // [batch, length, 1]
        tf.expandDims(tf.dtypes.cast(mask, TFloat32.class), tf.constant(-1));
    Operand<TFloat32> logs =
        tf.math.log(tf.math.maximum(tf.math.mul(tokens, valid), tf.constant(LEAST)));
    Operand<TFloat32> largest = // [batch, 1, width]
        tf.stopGradient(tf.max(logs, tf.constant(1), Max.keepDims(true)));
    Operand<TFloat32> power = power(at, Shapes.last(tokens));
    Operand<TFloat32> powers =
        tf.math.mul(tf.math.exp(tf.math.mul(power, tf.math.sub(logs, largest))), valid);
    Operand<TFloat32> mean =
        tf.math.div(
            tf.sum(powers, tf.constant(1), Sum.keepDims(true)),
            tf.sum(valid, tf.constant(1), Sum.keepDims(true)));
    Operand<TFloat32> pooled =
        tf.math.exp(tf.math.add(largest, tf.math.div(tf.math.log(mean), power)));
    return tf.squeeze(pooled, Squeeze.axis(List.of(1L)));
  }

  /** {@code [width]}: of each channel its group's p. */
  private Operand<TFloat32> power(Scope at, long width) {
    if (width % groups != 0) {
      throw new IllegalArgumentException(
          "width " + width + " can't be divided among " + groups + " groups");
    }
    Ops tf = at.tf();
    Operand<TFloat32> each = tf.math.exp(at.weight("logPower", Shape.of(groups), FRESH));
    Operand<TFloat32> ones = tf.ones(tf.constant(new long[] {1, width / groups}), TFloat32.class);
    return tf.reshape(
        tf.math.mul(tf.expandDims(each, tf.constant(1)), ones), tf.constant(new long[] {width}));
  }
}
