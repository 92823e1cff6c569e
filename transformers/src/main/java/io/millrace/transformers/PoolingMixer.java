package io.millrace.transformers;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The average of the real tokens around a token, minus the token: a control without weights.
 *
 * @param window tokens averaged, the token itself in their middle; odd
 * @see <a href="https://arxiv.org/abs/2111.11418">MetaFormer Is Actually What You Need for
 *     Vision</a>
 */
public record PoolingMixer(int window) implements TokenMixer {

  /** Below the least share of real tokens a window can have, unless it has none. */
  private static final float NO_SHARE = 1e-6f;

  public PoolingMixer {
    if (window < 1 || window % 2 == 0) {
      throw new IllegalArgumentException("window must be odd and positive, not " + window);
    }
  }

  @Override
  public Operand<TFloat32> mix(Scope at, Operand<TFloat32> tokens, Mask mask) {
    return at.tf().math.sub(average(at.tf(), tokens, mask), tokens);
  }

  private Operand<TFloat32> average(Ops tf, Operand<TFloat32> tokens, Mask mask) {
    Operand<TFloat32> pooled = pool(tf, mask.zero(tf, tokens));
    if (mask.valid() == null) {
      return pooled;
    }
    Operand<TFloat32> share = pool(tf, tf.expandDims(mask.valid(), tf.constant(-1)));
    return tf.math.div(pooled, tf.math.maximum(share, tf.constant(NO_SHARE)));
  }

  /** Over the part of each window that lies within {@code x [batch, length, any]}. */
  private Operand<TFloat32> pool(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> image = tf.expandDims(x, tf.constant(2)); // [batch, length, 1, any]
    List<Long> size = List.of(1L, (long) window, 1L, 1L);
    Operand<TFloat32> pooled = tf.nn.avgPool(image, size, List.of(1L, 1L, 1L, 1L), "SAME");
    return tf.reshape(pooled, tf.shape(x));
  }
}
