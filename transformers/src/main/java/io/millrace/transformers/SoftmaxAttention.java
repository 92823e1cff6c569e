package io.millrace.transformers;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;

/**
 * Multi-head scaled dot-product attention: softmax(Q·Kᵀ/√d)·V per head, then one linear map.
 *
 * @param heads must divide the width
 * @param dropout on the attention weights, 0 ≤ rate &lt; 1
 * @param bias what the places of two tokens add to their score
 * @param weighting how scores become weights
 * @param gated each head's output times a sigmoid that the token computes for that head, so that a
 *     head can be silent (<a href="https://arxiv.org/abs/2306.12929">Quantizable Transformers</a>)
 * @see <a href="https://arxiv.org/abs/1706.03762">Attention Is All You Need</a>
 */
public record SoftmaxAttention(
    int heads, float dropout, PositionBias bias, AttentionWeights weighting, boolean gated)
    implements TokenMixer {

  public SoftmaxAttention {
    Heads.requirePositive(heads);
  }

  /** Attention as it was first published. */
  public SoftmaxAttention(int heads, float dropout) {
    this(heads, dropout, PositionBias.none(), AttentionWeights.softmax(), false);
  }

  @Override
  public Operand<TFloat32> mix(Scope at, Operand<TFloat32> tokens, Mask mask) {
    Ops tf = at.tf();
    Linear linear = new Linear(Shapes.last(tokens));
    Operand<TFloat32> query = split(at.child("query"), tokens);
    Operand<TFloat32> key = split(at.child("key"), tokens);
    Operand<TFloat32> value = split(at.child("value"), tokens);
    Operand<TFloat32> weights = at.dropout(weights(at, query, key, mask), dropout);
    Operand<TFloat32> mixed = tf.train.batchMatMul(weights, value, TFloat32.class);
    Operand<TFloat32> output = gated ? tf.math.mul(mixed, gate(at, tokens)) : mixed;
    return linear.apply(at.child("output"), new Heads(heads).join(tf, output, tokens));
  }

  /** {@code [batch, heads, query, key]}. */
  private Operand<TFloat32> weights(
      Scope at, Operand<TFloat32> query, Operand<TFloat32> key, Mask mask) {
    Ops tf = at.tf();
    Operand<TFloat32> scale = tf.constant((float) (1 / Math.sqrt((double) Shapes.last(query))));
    Operand<TFloat32> scores =
        tf.train.batchMatMul(
            tf.math.mul(query, scale), key, TFloat32.class, BatchMatMul.adjY(true));
    return weighting.of(tf, mask.block(tf, bias.add(at.child("bias"), scores, heads)));
  }

  /** {@code [batch, heads, query, 1]}. */
  private Operand<TFloat32> gate(Scope at, Operand<TFloat32> tokens) {
    Operand<TFloat32> perHead = new Linear(heads).apply(at.child("gate"), tokens);
    return at.tf().math.sigmoid(new Heads(heads).split(at.tf(), perHead));
  }

  /** A linear map to {@code [batch, heads, length, width / heads]}. */
  private Operand<TFloat32> split(Scope at, Operand<TFloat32> tokens) {
    Linear linear = new Linear(Shapes.last(tokens));
    return new Heads(heads).split(at.tf(), linear.apply(at, tokens));
  }
}
