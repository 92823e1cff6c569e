package io.millrace.transformers.series;

import io.millrace.transformers.Block;
import io.millrace.transformers.GeluFeedForward;
import io.millrace.transformers.LayerNorm;
import io.millrace.transformers.LinearEmbedding;
import io.millrace.transformers.Mask;
import io.millrace.transformers.NormPlace;
import io.millrace.transformers.Scope;
import io.millrace.transformers.Shapes;
import io.millrace.transformers.SoftmaxAttention;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * iTransformer: one token a variate, made of its whole lookback; tokens of covariates stand beside
 * them and are dropped before the head. Attention across tokens, no positions: so the order of
 * variates means nothing, and their number is free. Where there is a mask, a token is made of the
 * lookback's values and of which of them were filled in.
 *
 * @param width of a token
 * @param layers number of blocks
 * @param block each of them
 * @param dropout on fresh tokens
 * @see <a href="https://arxiv.org/abs/2310.06625">iTransformer: Inverted Transformers Are Effective
 *     for Time Series Forecasting</a>
 */
public record InvertedTransformer(
    int lookback,
    int width,
    int layers,
    Block block,
    float dropout,
    InstanceNorm norm,
    ForecastHead head)
    implements HeadedForecaster {

  private static final LayerNorm LAYER_NORM = new LayerNorm(1e-5f);

  /** With the published block: attention and GELU of the tokens' width, normalised after each. */
  public static InvertedTransformer published(
      int lookback,
      int width,
      int layers,
      int heads,
      float dropout,
      InstanceNorm norm,
      ForecastHead head) {
    return of(lookback, width, layers, heads, width, dropout, norm, head);
  }

  /**
   * With the published block, its feed-forward of another width.
   *
   * @param hidden width inside the feed-forward
   */
  public static InvertedTransformer of(
      int lookback,
      int width,
      int layers,
      int heads,
      int hidden,
      float dropout,
      InstanceNorm norm,
      ForecastHead head) {
    Block block =
        new Block(
            new SoftmaxAttention(heads, dropout),
            new GeluFeedForward(hidden, dropout, true),
            LAYER_NORM,
            NormPlace.AFTER,
            dropout);
    return new InvertedTransformer(lookback, width, layers, block, dropout, norm, head);
  }

  @Override
  public String name() {
    return "iTransformer";
  }

  @Override
  public Outlook forecast(Scope at, ForecastInput input) {
    Ops tf = at.tf();
    InstanceNorm.Normalised normal = norm.apply(tf, input.history());
    Operand<TFloat32> tokens = encode(at, tokens(at, normal, input));
    return head.forecast(at, variatesOnly(tf, tokens, input), normal);
  }

  /** {@code [batch, variates + covariates, width]}. */
  private Operand<TFloat32> tokens(Scope at, InstanceNorm.Normalised normal, ForecastInput input) {
    Ops tf = at.tf();
    List<Operand<TFloat32>> lookbacks = new ArrayList<>();
    lookbacks.add(masked(tf, Axes.swapped(tf, normal.values()), input.mask()));
    if (input.past() != null) {
      Operand<TFloat32> past = Axes.swapped(tf, norm.apply(tf, input.past()).values());
      lookbacks.add(input.mask() == null ? past : joined(tf, past, tf.zerosLike(past)));
    }
    List<Operand<TFloat32>> tokens = new ArrayList<>();
    LinearEmbedding embedding = new LinearEmbedding(width, dropout);
    tokens.add(embedding.apply(at.child("embedding"), joined(tf, lookbacks)));
    if (input.known() != null) {
      // A calendar has no level to take out: half past nine must look like half past nine.
      tokens.add(embedding.apply(at.child("known"), Axes.swapped(tf, input.known())));
    }
    return joined(tf, tokens);
  }

  /** {@code [batch, variates, lookback]}, or twice as wide with the mask. */
  private static Operand<TFloat32> masked(
      Ops tf, Operand<TFloat32> values, @Nullable Operand<TFloat32> mask) {
    return mask == null ? values : joined(tf, values, Axes.swapped(tf, mask));
  }

  private static Operand<TFloat32> joined(Ops tf, Operand<TFloat32> a, Operand<TFloat32> b) {
    return tf.concat(List.of(a, b), tf.constant(-1));
  }

  private Operand<TFloat32> encode(Scope at, Operand<TFloat32> fresh) {
    Operand<TFloat32> tokens = fresh;
    for (int layer = 0; layer < layers; layer++) {
      tokens = block.apply(at.child("block" + layer), tokens, Mask.none());
    }
    return LAYER_NORM.apply(at.child("norm"), tokens);
  }

  private Operand<TFloat32> variatesOnly(Ops tf, Operand<TFloat32> tokens, ForecastInput input) {
    if (input.past() == null && input.known() == null) {
      return tokens;
    }
    return tf.slice(
        tokens,
        tf.constant(new int[] {0, 0, 0}),
        tf.concat(
            List.of(
                tf.constant(new int[] {-1}),
                Shapes.axis(tf, input.history(), 2),
                tf.constant(new int[] {width})),
            tf.constant(0)));
  }

  private static Operand<TFloat32> joined(Ops tf, List<Operand<TFloat32>> tokens) {
    return tokens.size() == 1 ? tokens.get(0) : tf.concat(tokens, tf.constant(1));
  }
}
