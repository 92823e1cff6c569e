package io.millrace.transformers.series;

import io.millrace.transformers.Initial;
import io.millrace.transformers.Linear;
import io.millrace.transformers.Scope;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Cumsum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Quantiles that never cross: the middle one is free, the others are reached from it by steps that
 * a softplus keeps positive.
 *
 * @param count of quantiles, at least 1
 * @param initial of the linear map; null = as any
 */
record OrderedQuantiles(int horizon, int count, @Nullable Initial initial) {

  /** {@code [batch, variates, width]} to {@code [batch, horizon, variates, quantile]}. */
  Operand<TFloat32> apply(Scope at, Operand<TFloat32> tokens) {
    Ops tf = at.tf();
    Operand<TFloat32> flat = new Linear((long) horizon * count, initial).apply(at, tokens);
    Operand<TInt32> shape =
        tf.concat(
            List.of(
                tf.stridedSlice(tf.shape(tokens), Indices.sliceTo(2)),
                tf.constant(new int[] {horizon, count})),
            tf.constant(0));
    Operand<TFloat32> ordered = ordered(tf, tf.reshape(flat, shape));
    return tf.linalg.transpose(ordered, tf.constant(new int[] {0, 2, 1, 3}));
  }

  /** Of {@code raw [.., quantile]}, four axes. */
  Operand<TFloat32> ordered(Ops tf, Operand<TFloat32> raw) {
    int middle = count / 2;
    Operand<TInt32> last = tf.constant(-1);
    Operand<TFloat32> centre = columns(tf, raw, middle, 1);
    List<Operand<TFloat32>> parts = new ArrayList<>();
    if (middle > 0) {
      Operand<TFloat32> down = tf.math.softplus(columns(tf, raw, 0, middle));
      parts.add(tf.math.sub(centre, tf.math.cumsum(down, last, Cumsum.reverse(true))));
    }
    parts.add(centre);
    if (middle + 1 < count) {
      Operand<TFloat32> up = tf.math.softplus(columns(tf, raw, middle + 1, count - middle - 1));
      parts.add(tf.math.add(centre, tf.math.cumsum(up, last)));
    }
    return parts.size() == 1 ? centre : tf.concat(parts, last);
  }

  /** Of the last axis of four. */
  private static Operand<TFloat32> columns(Ops tf, Operand<TFloat32> x, int from, int count) {
    return tf.slice(
        x, tf.constant(new int[] {0, 0, 0, from}), tf.constant(new int[] {-1, -1, -1, count}));
  }
}
