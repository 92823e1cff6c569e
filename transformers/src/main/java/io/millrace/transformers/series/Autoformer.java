package io.millrace.transformers.series;

import io.millrace.transformers.AutoCorrelation;
import io.millrace.transformers.GeluFeedForward;
import io.millrace.transformers.Mask;
import io.millrace.transformers.Scope;
import io.millrace.transformers.frames.Convolution;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Autoformer: one token a row of all variates. Inside every block a {@link SeriesDecomposition}
 * takes the trend out; the encoder keeps the seasons alone, and the decoder adds up the trends that
 * its blocks take out, from the lookback's mean on. Tokens hear from each other by {@link
 * AutoCorrelation}. The forecast is season plus trend, and both come with it ({@link
 * Outlook#parts}). The number of variates is baked into the weights.
 *
 * <p>Rows carry no positions, as published, but a linear map of what is known of them ahead,
 * calendar features among it; a mask and covariates known until now stand beside the row's values.
 * Convolutions see zeros beyond the window's ends; the reference shows them its other end.
 *
 * @param labelLength last rows that the decoder reads once more; published: 48
 * @param factor c of the auto-correlation; published: 1 to 3
 * @param window of the moving average in rows, odd; published: 25
 * @param norm takes level and deviation out of the window; null = as published
 * @see <a href="https://arxiv.org/abs/2106.13008">Autoformer: Decomposition Transformers with
 *     Auto-Correlation for Long-Term Series Forecasting</a>
 */
public record Autoformer(
    int lookback,
    int labelLength,
    EncoderDecoderSize size,
    int factor,
    int window,
    @Nullable InstanceNorm norm,
    StepHead head)
    implements SteppedForecaster {

  /** Last rows that the decoder reads once more, as published. */
  public static final int LABEL_LENGTH = 48;

  /** c of the auto-correlation, as published for ETT. */
  public static final int FACTOR = 3;

  /** Rows of the moving average, as published. */
  public static final int WINDOW = 25;

  private static final int REACH = 3;

  public Autoformer {
    new StepSpan(lookback, labelLength, head.horizon());
    new AutoCorrelation(factor);
    new SeriesDecomposition(window);
  }

  @Override
  public String name() {
    return "Autoformer";
  }

  @Override
  public Outlook forecast(Scope at, ForecastInput input) {
    Ops tf = at.tf();
    StepSpan span = new StepSpan(lookback, labelLength, horizon());
    StepRows rows = StepRows.of(tf, input, span, head.variates(), norm);
    Operand<TFloat32> memory = encode(at.child("encoder"), rows);
    SeriesDecomposition.Split decoded = decode(at.child("decoder"), rows, memory);
    return head.forecast(
        at, span.ahead(tf, decoded.season()), span.ahead(tf, decoded.trend()), rows.normal());
  }

  /** {@code [batch, lookback, width]}: seasons alone. */
  private Operand<TFloat32> encode(Scope at, StepRows rows) {
    Ops tf = at.tf();
    Operand<TFloat32> tokens = embedded(at, rows.encoder(tf), rows.encoderKnown(tf));
    for (int layer = 0; layer < size.encoderLayers(); layer++) {
      Scope block = at.child("block" + layer);
      Operand<TFloat32> mixed = correlation().mix(block.child("mixer"), tokens, Mask.none());
      Operand<TFloat32> season = split(block, tokens, mixed).season();
      tokens = split(block, season, fed(block, season)).season();
    }
    return new SeasonNorm().apply(at.child("norm"), tokens);
  }

  /** Tokens of the season {@code [batch, rows, width]}, trend {@code [batch, rows, variates]}. */
  private SeriesDecomposition.Split decode(Scope at, StepRows rows, Operand<TFloat32> memory) {
    Ops tf = at.tf();
    SeriesDecomposition.Split seen = new SeriesDecomposition(window).apply(tf, rows.values());
    Operand<TFloat32> label = rows.span().label(tf, seen.season());
    Operand<TFloat32> tokens = embedded(at, rows.decoder(tf, label), rows.decoderKnown(tf));
    Operand<TFloat32> trend = trendFromMean(tf, rows, seen.trend());
    for (int layer = 0; layer < size.decoderLayers(); layer++) {
      Scope block = at.child("block" + layer);
      SeriesDecomposition.Split own =
          split(block, tokens, correlation().mix(block.child("mixer"), tokens, Mask.none()));
      Operand<TFloat32> heard = correlation().mix(block.child("cross"), own.season(), memory);
      SeriesDecomposition.Split told = split(block, own.season(), heard);
      SeriesDecomposition.Split fed = split(block, told.season(), fed(block, told.season()));
      tokens = fed.season();
      trend =
          tf.math.add(
              trend,
              projected(block, tf.math.addN(List.of(own.trend(), told.trend(), fed.trend()))));
    }
    return new SeriesDecomposition.Split(new SeasonNorm().apply(at.child("norm"), tokens), trend);
  }

  /** The label's trend, then the lookback's mean for the horizon. */
  private Operand<TFloat32> trendFromMean(Ops tf, StepRows rows, Operand<TFloat32> trend) {
    Operand<TInt32> time = tf.constant(1);
    Operand<TFloat32> mean = tf.math.mean(rows.values(), time, Mean.keepDims(true));
    float[][][] ones = new float[1][horizon()][1];
    for (float[] lead : ones[0]) {
      lead[0] = 1;
    }
    return tf.concat(
        List.of(rows.span().label(tf, trend), tf.math.mul(mean, tf.constant(ones))), time);
  }

  private Operand<TFloat32> projected(Scope at, Operand<TFloat32> trends) {
    return new Convolution(REACH, 1, head.variates()).apply(at.child("trend"), trends);
  }

  private SeriesDecomposition.Split split(
      Scope at, Operand<TFloat32> tokens, Operand<TFloat32> added) {
    Ops tf = at.tf();
    return new SeriesDecomposition(window)
        .apply(tf, tf.math.add(tokens, at.dropout(added, size.dropout())));
  }

  private Operand<TFloat32> fed(Scope at, Operand<TFloat32> tokens) {
    return new GeluFeedForward(size.hidden(), size.dropout(), true)
        .apply(at.child("feedForward"), tokens);
  }

  private Operand<TFloat32> embedded(
      Scope at, Operand<TFloat32> values, @Nullable Operand<TFloat32> known) {
    return new StepEmbedding(size.width(), false, size.dropout())
        .apply(at.child("embedding"), values, known);
  }

  private AutoCorrelation correlation() {
    return new AutoCorrelation(factor);
  }
}
