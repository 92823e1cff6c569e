package io.millrace.transformers;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;

/**
 * Multi-head attention of some tokens to others: queries of the ones, keys and values of the
 * others.
 *
 * @param heads must divide the width
 * @param dropout on the attention weights, 0 ≤ rate &lt; 1
 * @see <a href="https://arxiv.org/abs/1706.03762">Attention Is All You Need, 3.2.3</a>
 */
public record CrossAttention(int heads, float dropout) implements CrossMixer {

  public CrossAttention {
    Heads.requirePositive(heads);
  }

  @Override
  public Operand<TFloat32> mix(Scope at, Operand<TFloat32> tokens, Operand<TFloat32> memory) {
    Ops tf = at.tf();
    long width = Shapes.last(tokens);
    Operand<TFloat32> query = split(at, "query", tokens, width);
    Operand<TFloat32> key = split(at, "key", memory, width);
    Operand<TFloat32> value = split(at, "value", memory, width);
    Operand<TFloat32> scale = tf.constant((float) (1 / Math.sqrt((double) Shapes.last(query))));
    Operand<TFloat32> scores = // [batch, heads, tokens, memory]
        tf.train.batchMatMul(
            tf.math.mul(query, scale), key, TFloat32.class, BatchMatMul.adjY(true));
    Operand<TFloat32> weights = at.dropout(tf.nn.softmax(scores), dropout);
    Operand<TFloat32> mixed = tf.train.batchMatMul(weights, value, TFloat32.class);
    return new Linear(width).apply(at.child("output"), new Heads(heads).join(tf, mixed));
  }

  private Operand<TFloat32> split(Scope at, String name, Operand<TFloat32> x, long width) {
    return new Heads(heads).split(at.tf(), new Linear(width).apply(at.child(name), x));
  }
}
