package io.millrace.transformers.series;

import io.millrace.transformers.Block;
import io.millrace.transformers.GeluFeedForward;
import io.millrace.transformers.Initial;
import io.millrace.transformers.LayerNorm;
import io.millrace.transformers.Linear;
import io.millrace.transformers.Mask;
import io.millrace.transformers.NormPlace;
import io.millrace.transformers.Scope;
import io.millrace.transformers.Shapes;
import io.millrace.transformers.SoftmaxAttention;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * PatchTST: each variate by itself, cut into overlapping patches, one token a patch; attention
 * across the patches of one variate, whose tokens side by side are what the head sees. One set of
 * weights for all variates, which never see each other: so their number is free, and a univariate
 * series gets as much attention as any other. Covariates are passed over. Where there is a mask, a
 * token is made of the patch's values and of which of them were filled in.
 *
 * <p>The paper normalises over the batch; these blocks normalise each token, so that a window's
 * forecast does not depend on its company in training either.
 *
 * @param patch values of a token
 * @param stride values from one patch to the next; the last value is repeated as many times at the
 *     end, as published
 * @param width of a token
 * @param layers number of blocks
 * @param block each of them
 * @param dropout on fresh tokens
 * @see <a href="https://arxiv.org/abs/2211.14730">A Time Series is Worth 64 Words: Long-term
 *     Forecasting with Transformers</a>
 */
public record PatchTransformer(
    int lookback,
    int patch,
    int stride,
    int width,
    int layers,
    Block block,
    float dropout,
    InstanceNorm norm,
    ForecastHead head)
    implements HeadedForecaster {

  /** Values of a patch, as published. */
  public static final int PATCH = 16;

  /** Values from one patch to the next, as published. */
  public static final int STRIDE = 8;

  private static final LayerNorm LAYER_NORM = new LayerNorm(1e-5f);
  private static final float FRESH_POSITIONS = 0.02f;

  public PatchTransformer {
    if (patch < 1 || patch > lookback) {
      throw new IllegalArgumentException(
          "patch: expected 1 to the lookback, %d, found %d".formatted(lookback, patch));
    }
    if (stride < 1 || stride > patch) {
      throw new IllegalArgumentException(
          "stride: expected 1 to the patch, %d, so that no value is skipped, found %d"
              .formatted(patch, stride));
    }
  }

  /**
   * With the published block but for its norm: attention and GELU, normalised after each.
   *
   * @param hidden width inside the feed-forward
   */
  public static PatchTransformer published(
      int lookback,
      int patch,
      int stride,
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
    return new PatchTransformer(lookback, patch, stride, width, layers, block, dropout, norm, head);
  }

  @Override
  public String name() {
    return "PatchTST";
  }

  /** Tokens of a variate. */
  int patches() {
    return (lookback - patch) / stride + 2;
  }

  @Override
  public Outlook forecast(Scope at, ForecastInput input) {
    Ops tf = at.tf();
    InstanceNorm.Normalised normal = norm.apply(tf, input.history());
    Operand<TFloat32> tokens = tokens(at, normal.values(), input.mask());
    for (int layer = 0; layer < layers; layer++) {
      tokens = block.apply(at.child("block" + layer), tokens, Mask.none());
    }
    return head.forecast(at, byVariate(tf, tokens, input.history()), normal);
  }

  /** {@code [batch · variates, patches, width]}. */
  private Operand<TFloat32> tokens(
      Scope at, Operand<TFloat32> values, @Nullable Operand<TFloat32> mask) {
    Ops tf = at.tf();
    List<Operand<TFloat32>> seen = new ArrayList<>();
    seen.add(cut(tf, values));
    if (mask != null) {
      seen.add(cut(tf, mask));
    }
    Operand<TFloat32> patches = seen.size() == 1 ? seen.get(0) : tf.concat(seen, tf.constant(-1));
    Operand<TFloat32> embedded = new Linear(width).apply(at.child("embedding"), patches);
    Operand<TFloat32> positions =
        at.weight("positions", Shape.of(patches(), width), new Initial.Uniform(FRESH_POSITIONS));
    return at.dropout(tf.math.add(embedded, positions), dropout);
  }

  /** {@code [batch, lookback, variates]} to {@code [batch · variates, patches, patch]}. */
  private Operand<TFloat32> cut(Ops tf, Operand<TFloat32> rows) {
    Operand<TFloat32> series =
        tf.reshape(Axes.swapped(tf, rows), tf.constant(new int[] {-1, lookback}));
    return tf.gather(series, tf.constant(places()), tf.constant(1));
  }

  /** Where each value of each patch lies; beyond the end lies the last one, again and again. */
  private int[][] places() {
    int[][] places = new int[patches()][patch];
    for (int token = 0; token < places.length; token++) {
      for (int value = 0; value < patch; value++) {
        places[token][value] = Math.min(token * stride + value, lookback - 1);
      }
    }
    return places;
  }

  /** {@code [batch, variates, patches · width]}. */
  private Operand<TFloat32> byVariate(Ops tf, Operand<TFloat32> tokens, Operand<TFloat32> history) {
    Operand<TInt32> shape =
        tf.concat(
            List.of(
                Shapes.axis(tf, history, 0),
                Shapes.axis(tf, history, 2),
                tf.constant(new int[] {patches() * width})),
            tf.constant(0));
    return tf.reshape(tokens, shape);
  }
}
