package io.millrace.transformers.series;

import io.millrace.transformers.Block;
import io.millrace.transformers.GeluFeedForward;
import io.millrace.transformers.LayerNorm;
import io.millrace.transformers.Linear;
import io.millrace.transformers.Mask;
import io.millrace.transformers.NormPlace;
import io.millrace.transformers.Scope;
import io.millrace.transformers.SoftmaxAttention;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * iTransformer: one token a variate, made of its whole lookback; attention across variates, no
 * positions. So the order of variates means nothing, and their number is free.
 *
 * @param hidden width of the feed-forward
 * @param quantiles levels, ascending; empty = a mean only
 * @see <a href="https://arxiv.org/abs/2310.06625">iTransformer: Inverted Transformers Are Effective
 *     for Time Series Forecasting</a>
 */
public record InvertedTransformer(
    int lookback,
    int horizon,
    int width,
    int layers,
    int heads,
    int hidden,
    float dropout,
    InstanceNorm norm,
    List<Double> quantiles)
    implements Forecaster {

  private static final LayerNorm LAYER_NORM = new LayerNorm(1e-5f);

  public InvertedTransformer {
    quantiles = List.copyOf(quantiles);
  }

  @Override
  public Outlook forecast(Scope at, Operand<TFloat32> history) {
    Ops tf = at.tf();
    InstanceNorm.Normalised normal = norm.apply(tf, history);
    Operand<TFloat32> tokens = encode(at, transposed(tf, normal.values()));
    Operand<TFloat32> mean =
        new Linear(horizon, norm.headInitial()).apply(at.child("mean"), tokens);
    return new Outlook(normal.restore(tf, transposed(tf, mean)), quantiles(at, normal, tokens));
  }

  /** {@code [batch, variates, lookback]} to {@code [batch, variates, width]}. */
  private Operand<TFloat32> encode(Scope at, Operand<TFloat32> variates) {
    Operand<TFloat32> tokens =
        at.dropout(new Linear(width).apply(at.child("embedding"), variates), dropout);
    for (int layer = 0; layer < layers; layer++) {
      tokens = block().apply(at.child("block" + layer), tokens, Mask.none());
    }
    return LAYER_NORM.apply(at.child("norm"), tokens);
  }

  private Block block() {
    return new Block(
        new SoftmaxAttention(heads, dropout),
        new GeluFeedForward(hidden, dropout, true),
        LAYER_NORM,
        NormPlace.AFTER,
        dropout);
  }

  private @Nullable Operand<TFloat32> quantiles(
      Scope at, InstanceNorm.Normalised normal, Operand<TFloat32> tokens) {
    if (quantiles.isEmpty()) {
      return null;
    }
    QuantileHead head = new QuantileHead(horizon, quantiles.size(), norm.headInitial());
    return normal.restoreQuantiles(at.tf(), head.apply(at.child("quantiles"), tokens));
  }

  /** Swaps time and variates. */
  private static Operand<TFloat32> transposed(Ops tf, Operand<TFloat32> x) {
    return tf.linalg.transpose(x, tf.constant(new int[] {0, 2, 1}));
  }
}
