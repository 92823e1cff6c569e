package io.millrace.transformers;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Linear attention that forgets by a gate: per head S_t = Diag(α_t)·S_{t−1} + k_tᵀ·v_t and o_t =
 * q_t·S_t, where α = sigmoid(x·W₁·W₂ + b)^(1/16). Each head's o is normalised and gated by Swish,
 * then one linear map. A token sees itself and what was before it.
 *
 * @param heads must divide the width
 * @param keySize of queries and keys per head; a key's state is heads × keySize × width / heads
 * @param rank of the map that makes α; the paper uses 16
 * @param chunk tokens which the whole-sequence form compares pair by pair; changes no result
 * @see <a href="https://arxiv.org/abs/2312.06635">Gated Linear Attention Transformers with
 *     Hardware-Efficient Training</a>
 */
public record GatedLinearAttention(int heads, int keySize, int rank, int chunk)
    implements StreamingMixer {

  /** Roots that move α towards 1, so that a state forgets slowly. */
  private static final float TEMPERATURE = 16;

  private static final Norm NORM = new LayerNorm(1e-5f);

  public GatedLinearAttention {
    Heads.requirePositive(heads);
    if (keySize < 1 || rank < 1 || chunk < 1) {
      throw new IllegalArgumentException(
          "keySize, rank and chunk must be at least 1, not %d, %d and %d"
              .formatted(keySize, rank, chunk));
    }
  }

  @Override
  public List<Shape> stateShapes(long width) {
    return List.of(Shape.of(heads, keySize, new Heads(heads).size(width)));
  }

  @Override
  public Operand<TFloat32> mix(Scope at, Operand<TFloat32> tokens, Mask mask) {
    Ops tf = at.tf();
    Chunks chunks = new Chunks(new Heads(heads), chunk);
    Operand<TFloat32> read =
        new ChunkedRecurrence(
                chunks.cut(tf, mask.zero(tf, key(at, tokens))),
                chunks.cut(tf, value(at, tokens)),
                chunks.cut(tf, mask.zero(tf, logDecay(at, tokens))))
            .read(tf, chunks.cut(tf, query(at, tokens)));
    return output(at, tokens, chunks.join(tf, normed(at, read), tokens));
  }

  @Override
  public Step step(Scope at, Operand<TFloat32> token, List<Operand<TFloat32>> state) {
    Ops tf = at.tf();
    Operand<TFloat32> kept =
        tf.math.mul(column(tf, tf.math.exp(logDecay(at, token))), state.get(0));
    Operand<TFloat32> value = tf.expandDims(parted(tf, value(at, token)), tf.constant(-2));
    Operand<TFloat32> added = tf.math.mul(column(tf, key(at, token)), value);
    Operand<TFloat32> next = tf.math.add(kept, added); // [batch, heads, keySize, width / heads]
    Operand<TFloat32> read =
        tf.sum(tf.math.mul(column(tf, query(at, token)), next), tf.constant(-2));
    Operand<TFloat32> joined = tf.reshape(normed(at, read), tf.shape(token));
    return new Step(output(at, token, joined), List.of(next));
  }

  private Operand<TFloat32> query(Scope at, Operand<TFloat32> x) {
    return new Linear((long) heads * keySize).apply(at.child("query"), x);
  }

  private Operand<TFloat32> key(Scope at, Operand<TFloat32> x) {
    return new Linear((long) heads * keySize).apply(at.child("key"), x);
  }

  private Operand<TFloat32> value(Scope at, Operand<TFloat32> x) {
    return new Linear(Shapes.last(x)).apply(at.child("value"), x);
  }

  /** log α ≤ 0; as a softplus, since a sigmoid may round to 0. */
  private Operand<TFloat32> logDecay(Scope at, Operand<TFloat32> x) {
    Ops tf = at.tf();
    Operand<TFloat32> low = new Linear(rank).apply(at.child("decay").child("inner"), x);
    Operand<TFloat32> logit =
        new Linear((long) heads * keySize).apply(at.child("decay").child("outer"), low);
    return tf.math.div(tf.math.softplus(tf.math.neg(logit)), tf.constant(-TEMPERATURE));
  }

  private static Operand<TFloat32> normed(Scope at, Operand<TFloat32> perHead) {
    return NORM.apply(at.child("headNorm"), perHead);
  }

  private static Operand<TFloat32> output(Scope at, Operand<TFloat32> x, Operand<TFloat32> joined) {
    Ops tf = at.tf();
    Linear linear = new Linear(Shapes.last(x));
    Operand<TFloat32> gate = linear.apply(at.child("gate"), x);
    Operand<TFloat32> swish = tf.math.mul(gate, tf.math.sigmoid(gate));
    return linear.apply(at.child("output"), tf.math.mul(swish, joined));
  }

  private Operand<TFloat32> parted(Ops tf, Operand<TFloat32> x) {
    return new Heads(heads).parted(tf, x);
  }

  /** {@code [batch, heads · keySize]} to {@code [batch, heads, keySize, 1]}. */
  private Operand<TFloat32> column(Ops tf, Operand<TFloat32> x) {
    return tf.expandDims(parted(tf, x), tf.constant(-1));
  }
}
