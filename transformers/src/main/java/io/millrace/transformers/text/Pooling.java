package io.millrace.transformers.text;

import io.millrace.transformers.Scope;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** One vector for a text, from those of its tokens. */
public interface Pooling {

  /**
   * @param tokens {@code [batch, length, width]}
   * @param mask {@code [batch, length]}, 1 = real token; at least one per text
   * @return {@code [batch, width]}, whatever stands at padding
   */
  Operand<TFloat32> apply(Scope at, Operand<TFloat32> tokens, Operand<TInt32> mask);

  /** The mean over the real tokens. */
  static Pooling mean() {
    return new Mean();
  }

  /** The first token, BERT's [CLS]. */
  static Pooling first() {
    return new First();
  }

  /** The sum of the real tokens, each as much as a learned query finds it to count. */
  static Pooling attention(int inner) {
    return new AttentionPooling(inner);
  }

  /** GGeM: between mean and maximum, as each group of channels learns. */
  static Pooling generalisedMean(int groups) {
    return new GeneralisedMean(groups);
  }

  /** The mean over the real tokens. */
  record Mean() implements Pooling {
    @Override
    public Operand<TFloat32> apply(Scope at, Operand<TFloat32> tokens, Operand<TInt32> mask) {
      Ops tf = at.tf();
      Operand<TFloat32> valid = tf.dtypes.cast(mask, TFloat32.class);
      Operand<TFloat32> kept = tf.math.mul(tokens, tf.expandDims(valid, tf.constant(-1)));
      Operand<TFloat32> count = tf.sum(valid, tf.constant(1));
      return tf.math.div(tf.sum(kept, tf.constant(1)), tf.expandDims(count, tf.constant(-1)));
    }
  }

  /** The first token. */
  record First() implements Pooling {
    @Override
    public Operand<TFloat32> apply(Scope at, Operand<TFloat32> tokens, Operand<TInt32> mask) {
      return at.tf().stridedSlice(tokens, Indices.all(), Indices.at(0), Indices.all());
    }
  }
}
