package io.millrace.transformers;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Attention in which only the queries that have something to choose attend: c·⌈ln length⌉ of them,
 * by how far their largest score lies above their mean one over c·⌈ln length⌉ sampled keys. Every
 * other query gets what indifferent attention would give it, the mean of the values. Time and
 * memory grow as length · ln length. Weights are those of {@link SoftmaxAttention}, which this is
 * where all queries are chosen. Notes which are, {@code chosen [batch, heads, length, 1]}, and by
 * head its {@code query}, {@code key}, {@code value} and what is {@code mixed} of them {@code
 * [batch, heads, length, size]}.
 *
 * <p>Where paper and reference code leave a choice:
 *
 * <ul>
 *   <li>All queries are compared over one sample of keys, not each over its own. That is one matrix
 *       product [length, sample] instead of a gathered [length, sample, size], and a draw that
 *       happens to be favourable favours no query over another.
 *   <li>The mean score is taken over the sample, as the paper has it. The reference divides the
 *       sample's sum by the number of all keys, so that it all but compares largest scores alone.
 *   <li>A causal query that is not chosen gets the mean of the values up to its own place. The
 *       reference gives it their sum, which grows with the place and drowns the residual.
 *   <li>Dropout falls on the attention weights; the reference declares it and leaves it out.
 * </ul>
 *
 * <p>Keys are drawn by seed and length alone, alike in training and serving and wherever the
 * network stands in a larger one: the same window gets the same forecast always. With padding, real
 * keys are drawn first and padded queries chosen last; the counts go by the padded length. Unless
 * all are chosen, appending padding may therefore change which are, and queries that are tied
 * within rounding may change places.
 *
 * <p>A causal query sees no later key and no later value. Which queries are chosen is decided over
 * all of them, though, as it is in the paper: later tokens have a say in it.
 *
 * @param heads must divide the width
 * @param factor c, at least 1; published: 5
 * @param dropout on the attention weights, 0 ≤ rate &lt; 1
 * @param seed of the keys that are sampled; layers that shall sample others need another one
 * @param causal whether a token sees only itself and what was before it
 * @see <a href="https://arxiv.org/abs/2012.07436">Informer: Beyond Efficient Transformer for Long
 *     Sequence Time-Series Forecasting</a>
 */
public record ProbSparseAttention(int heads, int factor, float dropout, long seed, boolean causal)
    implements TokenMixer {

  /** Far below any score, and still finite. */
  private static final float BLOCKED = -1e9f;

  public ProbSparseAttention {
    Heads.requirePositive(heads);
    if (factor < 1) {
      throw new IllegalArgumentException("factor must be at least 1, not " + factor);
    }
  }

  @Override
  public Operand<TFloat32> mix(Scope at, Operand<TFloat32> tokens, Mask mask) {
    Ops tf = at.tf();
    Operand<TFloat32> query = split(at, "query", tokens);
    Operand<TFloat32> key = split(at, "key", tokens);
    Operand<TFloat32> value = split(at, "value", tokens);
    Operand<TFloat32> real = real(tf, query, mask);
    Operand<TFloat32> choice = choice(tf, tf.stopGradient(query), tf.stopGradient(key), real);
    ChosenRows chosen = ChosenRows.of(tf, largest(tf, choice), query);
    Operand<TFloat32> weights = weights(tf, chosen, query, key, mask);
    at.note("chosen", chosen.alone(tf, one(tf, chosen), tf.expandDims(real, tf.constant(-1))));
    Operand<TFloat32> mixed = mixed(at, chosen, weights, new Values(value, real));
    at.note("mixed", mixed);
    Operand<TFloat32> joined = new Heads(heads).join(tf, mixed);
    return new Linear(Shapes.last(tokens)).apply(at.child("output"), joined);
  }

  private Operand<TFloat32> split(Scope at, String name, Operand<TFloat32> tokens) {
    Operand<TFloat32> mapped = new Linear(Shapes.last(tokens)).apply(at.child(name), tokens);
    Operand<TFloat32> perHead = new Heads(heads).split(at.tf(), mapped);
    at.note(name, perHead);
    return perHead;
  }

  /** {@code [batch, heads, chosen, 1]}. */
  private static Operand<TFloat32> one(Ops tf, ChosenRows chosen) {
    return tf.dtypes.cast(
        tf.onesLike(tf.expandDims(chosen.places(), tf.constant(-1))), TFloat32.class);
  }

  /** How much each query has to choose, {@code [batch, heads, length]}; padding has nothing. */
  private Operand<TFloat32> choice(
      Ops tf, Operand<TFloat32> query, Operand<TFloat32> key, Operand<TFloat32> real) {
    ChosenRows sampled = ChosenRows.of(tf, largest(tf, realFirst(tf, real)), key);
    Operand<TFloat32> scores = scores(tf, query, sampled.of(tf, key));
    Operand<TFloat32> counted = sampled.of(tf, tf.expandDims(real, tf.constant(-1)));
    Operand<TFloat32> row = tf.linalg.transpose(counted, tf.constant(new int[] {0, 1, 3, 2}));
    Operand<TInt32> last = tf.constant(-1);
    Operand<TFloat32> most = tf.max(tf.math.add(scores, wall(tf, row)), last);
    Operand<TFloat32> sum = tf.sum(tf.math.mul(scores, row), last);
    Operand<TFloat32> count = tf.math.maximum(tf.sum(row, last), tf.constant(1f));
    return tf.math.add(tf.math.sub(most, tf.math.div(sum, count)), wall(tf, real));
  }

  /** One order of keys for all examples and heads, {@code [batch, heads, length]}. */
  private Operand<TFloat32> realFirst(Ops tf, Operand<TFloat32> real) {
    Operand<TInt32> draw = tf.constant(new int[] {(int) (seed >>> Integer.SIZE), (int) seed});
    return tf.math.add(real, tf.random.statelessRandomUniform(Shapes.axis(tf, real, 2), draw));
  }

  /**
   * Where the c·⌈ln length⌉ largest lie: {@code [batch, heads, length]} to {@code [.., chosen]}.
   */
  private Operand<TInt32> largest(Ops tf, Operand<TFloat32> x) {
    Operand<TInt32> length = tf.squeeze(Shapes.axis(tf, x, 2));
    Operand<TFloat32> logarithm = tf.math.log(tf.dtypes.cast(length, TFloat32.class));
    Operand<TInt32> rounded = tf.dtypes.cast(tf.math.ceil(logarithm), TInt32.class);
    Operand<TInt32> atLeastOne = tf.math.maximum(rounded, tf.constant(1));
    Operand<TInt32> count = tf.math.minimum(length, tf.math.mul(tf.constant(factor), atLeastOne));
    return tf.nn.topK(x, count, TInt32.class).indices();
  }

  private Operand<TFloat32> mixed(
      Scope at, ChosenRows chosen, Operand<TFloat32> weights, Values values) {
    Ops tf = at.tf();
    Operand<TFloat32> attended =
        tf.train.batchMatMul(at.dropout(weights, dropout), values.all(), TFloat32.class);
    Operand<TFloat32> indifferent = causal ? values.meansSoFar(tf) : values.mean(tf);
    Operand<TFloat32> replaced = causal ? chosen.of(tf, indifferent) : indifferent;
    return tf.math.add(
        indifferent, chosen.alone(tf, tf.math.sub(attended, replaced), values.all()));
  }

  /** Of the chosen queries, {@code [batch, heads, chosen, length]}. */
  private Operand<TFloat32> weights(
      Ops tf, ChosenRows chosen, Operand<TFloat32> query, Operand<TFloat32> key, Mask mask) {
    Operand<TFloat32> scores = mask.block(tf, scores(tf, chosen.of(tf, query), key));
    return tf.nn.softmax(causal ? tf.math.add(scores, laterKeys(tf, chosen, key)) : scores);
  }

  private static Operand<TFloat32> laterKeys(Ops tf, ChosenRows chosen, Operand<TFloat32> key) {
    Operand<TInt32> own = tf.expandDims(chosen.places(), tf.constant(-1));
    Operand<TFloat32> later =
        tf.dtypes.cast(tf.math.greater(Shapes.positions(tf, key, 2), own), TFloat32.class);
    return tf.math.mul(later, tf.constant(BLOCKED));
  }

  private static Operand<TFloat32> scores(Ops tf, Operand<TFloat32> query, Operand<TFloat32> key) {
    Operand<TFloat32> scale = tf.constant((float) (1 / Math.sqrt((double) Shapes.last(query))));
    Operand<TFloat32> scaled = tf.math.mul(query, scale);
    return tf.train.batchMatMul(scaled, key, TFloat32.class, BatchMatMul.adjY(true));
  }

  /** Zero where {@code real} is one, far below any score where it is zero. */
  private static Operand<TFloat32> wall(Ops tf, Operand<TFloat32> real) {
    return tf.math.mul(tf.math.sub(tf.constant(1f), real), tf.constant(BLOCKED));
  }

  /** Which are real, {@code [batch, heads, length]}. */
  private static Operand<TFloat32> real(Ops tf, Operand<TFloat32> query, Mask mask) {
    Operand<TInt32> shape = tf.stridedSlice(tf.shape(query), Indices.sliceTo(3));
    Operand<TFloat32> ones = tf.fill(shape, tf.constant(1f));
    return mask.valid() == null
        ? ones
        : tf.math.mul(ones, tf.expandDims(mask.valid(), tf.constant(1)));
  }

  /**
   * What is attended to.
   *
   * @param all {@code [batch, heads, length, size]}
   * @param real {@code [batch, heads, length]}
   */
  private record Values(Operand<TFloat32> all, Operand<TFloat32> real) {

    /** {@code [batch, heads, 1, size]}. */
    Operand<TFloat32> mean(Ops tf) {
      Operand<TInt32> length = tf.constant(2);
      Operand<TFloat32> sum = tf.reduceSum(counted(tf), length, ReduceSum.keepDims(true));
      return ratio(tf, sum, tf.reduceSum(column(tf), length, ReduceSum.keepDims(true)));
    }

    /** Of each place and what was before it, {@code [batch, heads, length, size]}. */
    Operand<TFloat32> meansSoFar(Ops tf) {
      Operand<TInt32> length = tf.constant(2);
      return ratio(tf, tf.math.cumsum(counted(tf), length), tf.math.cumsum(column(tf), length));
    }

    private Operand<TFloat32> counted(Ops tf) {
      return tf.math.mul(all, column(tf));
    }

    private Operand<TFloat32> column(Ops tf) {
      return tf.expandDims(real, tf.constant(-1));
    }

    private static Operand<TFloat32> ratio(Ops tf, Operand<TFloat32> sum, Operand<TFloat32> count) {
      return tf.math.div(sum, tf.math.maximum(count, tf.constant(1f)));
    }
  }
}
