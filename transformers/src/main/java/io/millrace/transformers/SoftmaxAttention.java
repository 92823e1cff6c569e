package io.millrace.transformers;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;

/**
 * Multi-head scaled dot-product attention: softmax(Q·Kᵀ/√d)·V per head, then one linear map. Notes
 * its {@code weights} {@code [batch, heads, query, key]} and, by head, its {@code query}, {@code
 * key} and {@code value} {@code [batch, heads, length, size]}.
 *
 * @param heads must divide the width
 * @param dropout on the attention weights, 0 ≤ rate &lt; 1
 * @param bias what the places of two tokens add to their score
 * @param weighting how scores become weights
 * @param gated each head's output times a sigmoid that the token computes for that head, so that a
 *     head can be silent (<a href="https://arxiv.org/abs/2306.12929">Quantizable Transformers</a>)
 * @param projection how query, key, value and output are computed
 * @see <a href="https://arxiv.org/abs/1706.03762">Attention Is All You Need</a>
 */
public record SoftmaxAttention(
    int heads,
    float dropout,
    PositionBias bias,
    AttentionWeights weighting,
    boolean gated,
    Projection projection)
    implements TokenMixer {

  public SoftmaxAttention {
    Heads.requirePositive(heads);
  }

  /** With dense maps. */
  public SoftmaxAttention(
      int heads, float dropout, PositionBias bias, AttentionWeights weighting, boolean gated) {
    this(heads, dropout, bias, weighting, gated, Projection.dense());
  }

  /** Attention as it was first published. */
  public SoftmaxAttention(int heads, float dropout) {
    this(heads, dropout, PositionBias.none(), AttentionWeights.softmax(), false);
  }

  SoftmaxAttention withDropout(float rate) {
    return new SoftmaxAttention(heads, rate, bias, weighting, gated, projection);
  }

  SoftmaxAttention withProjection(Projection other) {
    return new SoftmaxAttention(heads, dropout, bias, weighting, gated, other);
  }

  @Override
  public Operand<TFloat32> mix(Scope at, Operand<TFloat32> tokens, Mask mask) {
    return mix(at, tokens, mask, Layout.PADDED);
  }

  /** Only scores and weights see padding; the four linear maps do not. */
  @Override
  public Operand<TFloat32> mixPacked(Scope at, Operand<TFloat32> tokens, Packing packing) {
    return mix(
        at,
        tokens,
        packing.mask(),
        new Layout() {
          @Override
          public Operand<TFloat32> padded(Ops tf, Operand<TFloat32> own) {
            return packing.unpack(tf, own);
          }

          @Override
          public Operand<TFloat32> own(Ops tf, Operand<TFloat32> padded) {
            return packing.pack(tf, padded);
          }
        });
  }

  private Operand<TFloat32> mix(Scope at, Operand<TFloat32> tokens, Mask mask, Layout layout) {
    Lowering lowering = at.lowering();
    if (lowering != null && lowerable()) {
      return lowered(at, tokens, mask, layout, lowering);
    }
    Ops tf = at.tf();
    Operand<TFloat32> query = split(at, "query", tokens, layout);
    Operand<TFloat32> key = split(at, "key", tokens, layout);
    Operand<TFloat32> value = split(at, "value", tokens, layout);
    Operand<TFloat32> weights = weights(at, query, key, mask);
    at.note("weights", weights);
    Operand<TFloat32> mixed =
        tf.train.batchMatMul(at.dropout(weights, dropout), value, TFloat32.class);
    Operand<TFloat32> output =
        gated ? tf.math.mul(mixed, gate(at, layout.padded(tf, tokens))) : mixed;
    Operand<TFloat32> joined = layout.own(tf, new Heads(heads).join(tf, output));
    return projection.apply(at.child("output"), joined, Shapes.last(tokens));
  }

  private boolean lowerable() {
    return !gated && projection.equals(Projection.dense());
  }

  private Operand<TFloat32> lowered(
      Scope at, Operand<TFloat32> tokens, Mask mask, Layout layout, Lowering lowering) {
    Ops tf = at.tf();
    return lowering.attention(
        at,
        tokens,
        heads,
        bias.equals(PositionBias.none()),
        mapped -> layout.padded(tf, mapped),
        scores -> weighting.of(tf, mask.block(tf, bias.add(at.child("bias"), scores, heads))),
        joined -> layout.own(tf, joined));
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
  private Operand<TFloat32> split(Scope at, String name, Operand<TFloat32> tokens, Layout layout) {
    Operand<TFloat32> mapped = projection.apply(at.child(name), tokens, Shapes.last(tokens));
    Operand<TFloat32> perHead = new Heads(heads).split(at.tf(), layout.padded(at.tf(), mapped));
    at.note(name, perHead);
    return perHead;
  }

  /** How tokens lie outside of scores and weights. */
  private interface Layout {

    Layout PADDED = new Layout() {};

    /** To {@code [batch, length, width]}. */
    default Operand<TFloat32> padded(Ops tf, Operand<TFloat32> own) {
      return own;
    }

    /** From {@code [batch, length, width]}. */
    default Operand<TFloat32> own(Ops tf, Operand<TFloat32> padded) {
      return padded;
    }
  }
}
