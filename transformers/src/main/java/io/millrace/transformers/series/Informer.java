package io.millrace.transformers.series;

import io.millrace.transformers.Block;
import io.millrace.transformers.CrossAttention;
import io.millrace.transformers.DecoderBlock;
import io.millrace.transformers.FeedForward;
import io.millrace.transformers.GeluFeedForward;
import io.millrace.transformers.LayerNorm;
import io.millrace.transformers.Mask;
import io.millrace.transformers.NormPlace;
import io.millrace.transformers.ProbSparseAttention;
import io.millrace.transformers.Scope;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Informer: one token a row of all variates. The encoder's attention is {@link
 * ProbSparseAttention}, and between two of its blocks the sequence is halved ({@link Distilling}),
 * so that a long lookback stays cheap; the decoder reads the last rows once more and zeros for the
 * horizon, and gives all leads in one call. The number of variates is baked into the weights.
 *
 * <p>Rows carry fixed positions and a linear map of what is known of them ahead, calendar features
 * among it; a mask and covariates known until now stand beside the row's values. As in the
 * reference, the decoder attends to the encoder by plain attention. Unlike there, convolutions see
 * zeros beyond the window's ends rather than its other end, and the decoder's mixed heads are put
 * back in order.
 *
 * @param labelLength last rows that the decoder reads once more; published: 48
 * @param factor c of the sparse attention; published: 5
 * @param seed of the keys that are sampled
 * @param norm takes level and deviation out of the window; null = as published
 * @see <a href="https://arxiv.org/abs/2012.07436">Informer: Beyond Efficient Transformer for Long
 *     Sequence Time-Series Forecasting</a>
 */
public record Informer(
    int lookback,
    int labelLength,
    EncoderDecoderSize size,
    int factor,
    long seed,
    @Nullable InstanceNorm norm,
    StepHead head)
    implements SteppedForecaster {

  /** Last rows that the decoder reads once more, as published. */
  public static final int LABEL_LENGTH = 48;

  /** c of the sparse attention, as published. */
  public static final int FACTOR = 5;

  private static final LayerNorm LAYER_NORM = new LayerNorm(1e-5f);

  public Informer {
    new StepSpan(lookback, labelLength, head.horizon());
    new ProbSparseAttention(size.heads(), factor, 0, seed, false);
  }

  @Override
  public String name() {
    return "Informer";
  }

  @Override
  public Outlook forecast(Scope at, ForecastInput input) {
    Ops tf = at.tf();
    StepSpan span = new StepSpan(lookback, labelLength, horizon());
    StepRows rows = StepRows.of(tf, input, span, head.variates(), norm);
    Operand<TFloat32> memory = encode(at.child("encoder"), rows);
    Operand<TFloat32> decoded = decode(at.child("decoder"), rows, memory);
    return head.forecast(at, span.ahead(tf, decoded), rows.normal());
  }

  /** {@code [batch, distilled, width]}. */
  private Operand<TFloat32> encode(Scope at, StepRows rows) {
    Operand<TFloat32> tokens = embedded(at, rows.encoder(at.tf()), rows.encoderKnown(at.tf()));
    for (int layer = 0; layer < size.encoderLayers(); layer++) {
      if (layer > 0) {
        tokens = new Distilling(LAYER_NORM).apply(at.child("distilling" + (layer - 1)), tokens);
      }
      ProbSparseAttention attention = attention(layer, false);
      tokens =
          new Block(attention, feedForward(), LAYER_NORM, NormPlace.AFTER, size.dropout())
              .apply(at.child("block" + layer), tokens, Mask.none());
    }
    return LAYER_NORM.apply(at.child("norm"), tokens);
  }

  /** {@code [batch, label + horizon, width]}. */
  private Operand<TFloat32> decode(Scope at, StepRows rows, Operand<TFloat32> memory) {
    Ops tf = at.tf();
    Operand<TFloat32> label = rows.span().label(tf, rows.values());
    Operand<TFloat32> tokens = embedded(at, rows.decoder(tf, label), rows.decoderKnown(tf));
    for (int layer = 0; layer < size.decoderLayers(); layer++) {
      tokens = decoderBlock(layer).apply(at.child("block" + layer), tokens, memory);
    }
    return LAYER_NORM.apply(at.child("norm"), tokens);
  }

  private DecoderBlock decoderBlock(int layer) {
    return new DecoderBlock(
        attention(size.encoderLayers() + layer, true),
        new CrossAttention(size.heads(), size.dropout()),
        feedForward(),
        LAYER_NORM,
        size.dropout());
  }

  private Operand<TFloat32> embedded(
      Scope at, Operand<TFloat32> values, @Nullable Operand<TFloat32> known) {
    return new StepEmbedding(size.width(), true, size.dropout())
        .apply(at.child("embedding"), values, known);
  }

  /** Each layer samples keys of its own. */
  private ProbSparseAttention attention(int layer, boolean causal) {
    return new ProbSparseAttention(size.heads(), factor, size.dropout(), seed + layer, causal);
  }

  private FeedForward feedForward() {
    return new GeluFeedForward(size.hidden(), size.dropout(), true);
  }
}
