package io.millrace.transformers.frames;

import io.millrace.transformers.Mask;
import io.millrace.transformers.Scope;
import io.millrace.transformers.Shapes;
import io.millrace.transformers.TokenMixer;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A mixer that some windows skip while training, whole (stochastic depth): what a token says must
 * then come from its own samples, and evidence stays where it is instead of being passed to all.
 *
 * @param share of the windows that skip it, 0 ≤ share &lt; 1
 * @see <a href="https://arxiv.org/abs/1603.09382">Deep Networks with Stochastic Depth</a>
 */
record SkippedMixer(TokenMixer mixer, float share) implements TokenMixer {

  @Override
  public Operand<TFloat32> mix(Scope at, Operand<TFloat32> tokens, Mask mask) {
    Ops tf = at.tf();
    Operand<TFloat32> mixed = mixer.mix(at, tokens, mask);
    if (!at.training() || share == 0) {
      return mixed;
    }
    Operand<TInt32> windows =
        tf.concat(
            List.of(Shapes.axis(tf, tokens, 0), tf.constant(new int[] {1, 1})), tf.constant(0));
    return tf.math.mul(mixed, at.dropout(tf.fill(windows, tf.constant(1f)), share));
  }
}
