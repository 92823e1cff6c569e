package io.millrace.transformers;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Computes blocks with ops that TensorFlow has on CPUs only, from the same weights and with the
 * same results up to rounding: bias added by the matrix product, one product for query, key and
 * value, the scale of the scores folded into its weights.
 *
 * <p>Heads and hidden units are halved into two chains that no op joins before their sum, so that
 * also a single text keeps two cores busy (<a
 * href="https://arxiv.org/abs/1909.08053">Megatron-LM</a> does so across GPUs). One chain on two
 * threads is slower: the products of a text are too small to be shared out.
 *
 * <p>Slices and products of weights are left to TensorFlow, which folds constants before it first
 * runs.
 */
public final class Lowering {

  private static final int CHAINS = 2;

  private final AtomicInteger attentions = new AtomicInteger();

  /** How many attentions were computed this way so far; without any, there is nothing to gain. */
  public int attentions() {
    return attentions.get();
  }

  /**
   * x·kernel + bias in one op.
   *
   * @param x {@code [.., in]}
   */
  static Operand<TFloat32> dense(
      Ops tf, Operand<TFloat32> x, Operand<TFloat32> kernel, Operand<TFloat32> bias) {
    return unflat(tf, fused(tf, flat(tf, x), kernel, bias), x);
  }

  /**
   * Both maps of a feed-forward; see {@link GeluFeedForward}.
   *
   * @param tokens {@code [.., width]} in and out
   */
  Operand<TFloat32> feedForward(Scope at, Operand<TFloat32> tokens, int hidden, Gelu gelu) {
    Ops tf = at.tf();
    Operand<TFloat32> x = flat(tf, tokens);
    Dense inner = Dense.of(at.child("inner"), Shapes.last(tokens), hidden);
    Dense outer = Dense.of(at.child("outer"), hidden, Shapes.last(tokens));
    int chains = hidden % CHAINS == 0 ? CHAINS : 1;
    int units = hidden / chains;
    return unflat(
        tf,
        sum(
            tf,
            chains,
            chain -> gelu.apply(tf, inner.columns(tf, chain * units, units).apply(tf, x)),
            outer),
        tokens);
  }

  /**
   * Attention; see {@link SoftmaxAttention}.
   *
   * @param tokens {@code [.., width]} in and out
   * @param divisible whether some heads can be weighed without the others
   * @param padded from the tokens' own layout to {@code [batch, length, any]}
   * @param weighting of scores {@code [batch, heads, query, key]}, all heads or those of one chain
   * @param own the inverse of {@code padded}
   */
  Operand<TFloat32> attention(
      Scope at,
      Operand<TFloat32> tokens,
      int heads,
      boolean divisible,
      UnaryOperator<Operand<TFloat32>> padded,
      UnaryOperator<Operand<TFloat32>> weighting,
      UnaryOperator<Operand<TFloat32>> own) {
    attentions.incrementAndGet();
    Ops tf = at.tf();
    int width = Math.toIntExact(Shapes.last(tokens));
    int size = new Heads(heads).size(width);
    int chains = divisible && heads % CHAINS == 0 ? CHAINS : 1;
    int units = width / chains;
    Dense query = Dense.of(at.child("query"), width, width).times(tf, 1 / Math.sqrt(size));
    Dense key = Dense.of(at.child("key"), width, width);
    Dense value = Dense.of(at.child("value"), width, width);
    return unflat(
        tf,
        sum(
            tf,
            chains,
            chain -> {
              Dense all =
                  Dense.beside(
                      tf,
                      query.columns(tf, chain * units, units),
                      key.columns(tf, chain * units, units),
                      value.columns(tf, chain * units, units));
              Operand<TFloat32> mapped = unflat(tf, all.apply(tf, flat(tf, tokens)), tokens);
              return flat(
                  tf, own.apply(mixed(tf, padded.apply(mapped), heads / chains, size, weighting)));
            },
            Dense.of(at.child("output"), width, width)),
        tokens);
  }

  /**
   * @param mapped {@code [batch, length, 3 · heads · size]}: query, key and value
   * @return {@code [batch, length, heads · size]}
   */
  private static Operand<TFloat32> mixed(
      Ops tf,
      Operand<TFloat32> mapped,
      int heads,
      int size,
      UnaryOperator<Operand<TFloat32>> weighting) {
    Operand<TInt32> places = leading(tf, mapped);
    Operand<TFloat32> parts =
        tf.reshape(mapped, followed(tf, places, 3, heads, size)); // [batch, length, 3, heads, size]
    List<? extends Operand<TFloat32>> each =
        tf.unstack(tf.linalg.transpose(parts, tf.constant(new int[] {2, 0, 3, 1, 4})), 3L).output();
    Operand<TFloat32> scores =
        tf.train.batchMatMul(each.get(0), each.get(1), TFloat32.class, BatchMatMul.adjY(true));
    Operand<TFloat32> mixed =
        tf.train.batchMatMul(weighting.apply(scores), each.get(2), TFloat32.class);
    return tf.reshape(
        tf.linalg.transpose(mixed, tf.constant(new int[] {0, 2, 1, 3})),
        followed(tf, places, heads * size));
  }

  /** The chains' results, each times its rows of a last map, and its bias once. */
  private static Operand<TFloat32> sum(
      Ops tf, int chains, IntFunction<Operand<TFloat32>> chain, Dense last) {
    Operand<TFloat32> first = chain.apply(0); // [tokens, units]
    int units = Math.toIntExact(Shapes.last(first));
    Operand<TFloat32> sum = fused(tf, first, last.rows(tf, 0, units), last.bias());
    for (int i = 1; i < chains; i++) {
      sum = tf.math.add(sum, tf.linalg.matMul(chain.apply(i), last.rows(tf, i * units, units)));
    }
    return sum;
  }

  /** {@code [rows, out]}; TensorFlow Java wraps no internal op. */
  private static Operand<TFloat32> fused(
      Ops tf, Operand<TFloat32> x, Operand<TFloat32> kernel, Operand<TFloat32> bias) {
    OperationBuilder op =
        ((Graph) tf.scope().env())
            .opBuilder("_FusedMatMul", tf.scope().makeOpName("FusedMatMul"), tf.scope());
    op.addInput(x.asOutput());
    op.addInput(kernel.asOutput());
    op.addInputList(new Output<?>[] {bias.asOutput()});
    op.setAttr("fused_ops", new String[] {"BiasAdd"});
    // The op tells no shape before it runs; what follows needs the width.
    return tf.ensureShape(
        op.build().<TFloat32>output(0), Shape.of(Shape.UNKNOWN_SIZE, Shapes.last(kernel)));
  }

  private static Operand<TFloat32> flat(Ops tf, Operand<TFloat32> x) {
    return x.shape().numDimensions() == 2
        ? x
        : tf.reshape(x, tf.constant(new int[] {-1, Math.toIntExact(Shapes.last(x))}));
  }

  /** {@code [rows, out]} to the leading axes of {@code like}. */
  private static Operand<TFloat32> unflat(Ops tf, Operand<TFloat32> x, Operand<TFloat32> like) {
    return like.shape().numDimensions() == 2
        ? x
        : tf.reshape(x, Shapes.withLast(tf, like, Shapes.last(x)));
  }

  private static Operand<TInt32> leading(Ops tf, Operand<TFloat32> x) {
    return tf.slice(tf.shape(x), tf.constant(new int[] {0}), tf.constant(new int[] {2}));
  }

  private static Operand<TInt32> followed(Ops tf, Operand<TInt32> leading, int... sizes) {
    return tf.concat(List.of(leading, tf.constant(sizes)), tf.constant(0));
  }

  /**
   * A linear map.
   *
   * @param kernel {@code [in, out]}
   * @param bias {@code [out]}
   */
  private record Dense(Operand<TFloat32> kernel, Operand<TFloat32> bias) {

    static Dense of(Scope at, long inputs, long outputs) {
      Initial none = Initial.zeros(); // the weights are there
      return new Dense(
          at.weight("kernel", Shape.of(inputs, outputs), none),
          at.weight("bias", Shape.of(outputs), none));
    }

    /** The maps side by side. */
    static Dense beside(Ops tf, Dense... maps) {
      return new Dense(
          tf.concat(Arrays.stream(maps).map(Dense::kernel).toList(), tf.constant(1)),
          tf.concat(Arrays.stream(maps).map(Dense::bias).toList(), tf.constant(0)));
    }

    Dense times(Ops tf, double factor) {
      Operand<TFloat32> scale = tf.constant((float) factor);
      return new Dense(tf.math.mul(kernel, scale), tf.math.mul(bias, scale));
    }

    Dense columns(Ops tf, int from, int count) {
      int inputs = Math.toIntExact(kernel.shape().get(0));
      return new Dense(
          part(tf, kernel, new int[] {0, from}, inputs, count),
          part(tf, bias, new int[] {from}, count));
    }

    Operand<TFloat32> rows(Ops tf, int from, int count) {
      return part(tf, kernel, new int[] {from, 0}, count, Math.toIntExact(Shapes.last(kernel)));
    }

    private static Operand<TFloat32> part(Ops tf, Operand<TFloat32> of, int[] from, int... size) {
      return tf.slice(of, tf.constant(from), tf.constant(size));
    }

    Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
      return fused(tf, x, kernel, bias);
    }
  }
}
