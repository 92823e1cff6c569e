package io.millrace.transformers.series;

import io.millrace.transformers.Shapes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A window as networks of time tokens read it: a fixed number of variates side by side in a row.
 *
 * @param values {@code [batch, lookback, variates]}, normalised if anything normalises
 * @param normal puts level and deviation back; null = nothing was taken out
 * @param beside {@code [batch, lookback, any]}: mask and covariates known until now; null = none
 * @param known {@code [batch, lookback + horizon, any]}; null = none
 */
record StepRows(
    StepSpan span,
    Operand<TFloat32> values,
    InstanceNorm.@Nullable Normalised normal,
    @Nullable Operand<TFloat32> beside,
    @Nullable Operand<TFloat32> known) {

  /**
   * @throws IllegalArgumentException if the graph knows that there is another number of variates;
   *     where only a run knows, the run fails
   */
  static StepRows of(
      Ops tf, ForecastInput input, StepSpan span, int variates, @Nullable InstanceNorm norm) {
    Operand<TFloat32> history = fixed(tf, input.history(), span.lookback(), variates);
    InstanceNorm.Normalised normal = norm == null ? null : norm.apply(tf, history);
    List<Operand<TFloat32>> beside = new ArrayList<>();
    if (input.mask() != null) {
      beside.add(fixed(tf, input.mask(), span.lookback(), variates));
    }
    if (input.past() != null) {
      beside.add(norm == null ? input.past() : norm.apply(tf, input.past()).values());
    }
    return new StepRows(
        span,
        normal == null ? history : normal.values(),
        normal,
        beside.isEmpty() ? null : joined(tf, beside),
        input.known());
  }

  /** What the encoder reads, {@code [batch, lookback, channels]}. */
  Operand<TFloat32> encoder(Ops tf) {
    return beside == null ? values : joined(tf, List.of(values, beside));
  }

  /** What is known of the encoder's rows. */
  @Nullable Operand<TFloat32> encoderKnown(Ops tf) {
    return known == null ? null : span.lookback(tf, known);
  }

  /**
   * What the decoder reads, {@code [batch, label + horizon, channels]}: zeros after the label.
   *
   * @param label {@code [batch, label, variates]}
   */
  Operand<TFloat32> decoder(Ops tf, Operand<TFloat32> label) {
    return span.thenZeros(
        tf, beside == null ? label : joined(tf, List.of(label, span.label(tf, beside))));
  }

  /** What is known of the decoder's rows. */
  @Nullable Operand<TFloat32> decoderKnown(Ops tf) {
    return known == null ? null : span.labelOn(tf, known);
  }

  private static Operand<TFloat32> fixed(
      Ops tf, Operand<TFloat32> rows, int lookback, int variates) {
    long found = rows.shape().get(2);
    if (found != Shape.UNKNOWN_SIZE && found != variates) {
      throw new IllegalArgumentException(
          "variates: expected the %d that the weights are for, found %d"
              .formatted(variates, found));
    }
    // By the batch's own size: one that is left open would take two variates for two windows.
    Operand<TInt32> shape =
        tf.concat(
            List.of(Shapes.axis(tf, rows, 0), tf.constant(new int[] {lookback, variates})),
            tf.constant(0));
    // The name is what a run's complaint shows of it.
    return tf.withName("weights_are_for_%d_variates".formatted(variates)).reshape(rows, shape);
  }

  private static Operand<TFloat32> joined(Ops tf, List<Operand<TFloat32>> channels) {
    return channels.size() == 1 ? channels.get(0) : tf.concat(channels, tf.constant(-1));
  }
}
