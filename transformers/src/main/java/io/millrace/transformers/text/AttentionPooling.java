package io.millrace.transformers.text;

import io.millrace.transformers.Scope;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The sum of the real tokens, each as much as it counts: softmax(u·tanh(W·h)). Weights {@code
 * hidden} [width, inner], which is W, and {@code query} [1, inner], which is u.
 *
 * @param inner size of the space in which the query meets a token
 * @see <a href="https://aclanthology.org/N16-1174">Hierarchical Attention Networks for Document
 *     Classification</a>
 */
public record AttentionPooling(int inner) implements Pooling {

  public AttentionPooling {
    if (inner < 1) {
      throw new IllegalArgumentException("inner must be at least 1, not " + inner);
    }
  }

  @Override
  public Operand<TFloat32> apply(Scope at, Operand<TFloat32> tokens, Operand<TInt32> mask) {
    Ops tf = at.tf();
    Operand<TFloat32> weights = new TokenAttention(1, inner).weights(at, tokens, mask);
    return tf.squeeze(TokenAttention.sums(tf, weights, tokens), Squeeze.axis(List.of(1L)));
  }
}
