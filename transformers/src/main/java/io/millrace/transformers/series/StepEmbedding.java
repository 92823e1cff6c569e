package io.millrace.transformers.series;

import io.millrace.transformers.Linear;
import io.millrace.transformers.Scope;
import io.millrace.transformers.frames.Convolution;
import io.millrace.transformers.frames.SinusoidalPositions;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Makes a token of each row: a convolution over the row and its neighbours, its fixed position if
 * there are any, and a linear map of what is known of it ahead, such as the calendar.
 *
 * @param positions whether rows are told apart by where they stand
 */
record StepEmbedding(int width, boolean positions, float dropout) {

  private static final int REACH = 3;

  /**
   * @param values {@code [batch, rows, channels]}
   * @param known {@code [batch, rows, covariates]}; null = none
   * @return {@code [batch, rows, width]}
   */
  Operand<TFloat32> apply(Scope at, Operand<TFloat32> values, @Nullable Operand<TFloat32> known) {
    Ops tf = at.tf();
    Operand<TFloat32> tokens = new Convolution(REACH, 1, width).apply(at.child("values"), values);
    if (positions) {
      int rows = Math.toIntExact(values.shape().get(1));
      tokens = tf.math.add(tokens, new SinusoidalPositions(rows, width).apply(tf));
    }
    if (known != null) {
      tokens = tf.math.add(tokens, new Linear(width).apply(at.child("known"), known));
    }
    return at.dropout(tokens, dropout);
  }
}
