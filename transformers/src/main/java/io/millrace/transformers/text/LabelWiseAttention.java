package io.millrace.transformers.text;

import io.millrace.transformers.Initial;
import io.millrace.transformers.Scope;
import io.millrace.transformers.Shapes;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Each label reads the text with weights of its own: A = softmax(u·tanh(W·H)) over the real tokens,
 * d = A·H, logit = w·d + b, with u, w and b of the label. A is given out, since it says which
 * tokens the label was read from. There is no dropout on A: it teaches the encoder to hold what a
 * label needs in more tokens than those that say it, and then A points beside them. Weights {@code
 * attention/hidden}, {@code attention/query}, {@code kernel} [label, width] and {@code bias}
 * [label].
 *
 * @param labels how many
 * @param inner size of the space in which a label's query meets a token
 * @see <a href="https://arxiv.org/abs/2104.10652">TransICD</a>
 */
public record LabelWiseAttention(int labels, int inner) implements TextHead {

  private static final Initial FRESH = new Initial.Normal(0.02f);

  public LabelWiseAttention {
    if (labels < 1) {
      throw new IllegalArgumentException("labels must be at least 1, not " + labels);
    }
    if (inner < 1) {
      throw new IllegalArgumentException("inner must be at least 1, not " + inner);
    }
  }

  /** {@inheritDoc} There is no vector of the whole text: {@code embedding} is null. */
  @Override
  public Output apply(Scope at, Operand<TFloat32> tokens, Operand<TInt32> mask) {
    Ops tf = at.tf();
    Operand<TFloat32> weights =
        new TokenAttention(labels, inner).weights(at.child("attention"), tokens, mask);
    Operand<TFloat32> read = // [batch, label, width]
        TokenAttention.sums(tf, weights, tokens);
    Operand<TFloat32> kernel = at.weight("kernel", Shape.of(labels, Shapes.last(tokens)), FRESH);
    Operand<TFloat32> bias = at.weight("bias", Shape.of(labels), Initial.zeros());
    Operand<TFloat32> products = tf.sum(tf.math.mul(read, kernel), tf.constant(2));
    return new Output(tf.math.add(products, bias), null, weights);
  }
}
