package io.millrace.transformers.frames;

import io.millrace.transformers.Scope;
import io.millrace.transformers.Shapes;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gather;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Changes scaled windows while training, each anew at each step, in ways that leave their label
 * alone; what is drawn depends on nothing but the run's seed and the step.
 *
 * @param jitter deviation of noise on each sample at most; each window has its own, so that some
 *     stay nearly clean: small differences between labels are not drowned
 * @param scaling deviation of the factor, around 1, of each channel
 * @param shift share of the window by which it moves in time at most, its ends drawn out
 * @param stretch share by which time runs faster or slower at most, around the middle
 */
public record Augmentation(float jitter, float scaling, float shift, float stretch) {

  private static final Augmentation NONE = new Augmentation(0, 0, 0, 0);

  public Augmentation {
    if (!(jitter >= 0 && scaling >= 0 && shift >= 0 && shift < 1 && stretch >= 0 && stretch < 1)) {
      throw new IllegalArgumentException(
          ("augmentation: expected shares from 0 to below 1, found jitter %s, scaling %s, shift %s,"
                  + " stretch %s")
              .formatted(jitter, scaling, shift, stretch));
    }
  }

  /** Windows as they are. */
  public static Augmentation none() {
    return NONE;
  }

  /** {@code [batch, time, channel]} in and out; a scope that serves gets them back unchanged. */
  Operand<TFloat32> apply(Scope at, Operand<TFloat32> frames) {
    if (!at.training() || equals(NONE)) {
      return frames;
    }
    Ops tf = at.tf();
    Operand<TFloat32> moved = shift > 0 || stretch > 0 ? moved(at, frames) : frames;
    Operand<TInt32> channels =
        tf.concat(
            List.of(
                Shapes.axis(tf, frames, 0), tf.constant(new int[] {1}), Shapes.axis(tf, frames, 2)),
            tf.constant(0));
    Operand<TFloat32> factor =
        tf.math.add(tf.constant(1f), tf.math.mul(at.normal(channels), tf.constant(scaling)));
    Operand<TFloat32> noise = tf.math.mul(at.normal(tf.shape(frames)), level(at, frames));
    return tf.stopGradient(tf.math.add(tf.math.mul(moved, factor), noise));
  }

  /** The deviation of each window's noise: {@code [batch, 1, 1]}. */
  private Operand<TFloat32> level(Scope at, Operand<TFloat32> frames) {
    Ops tf = at.tf();
    Operand<TInt32> each =
        tf.concat(
            List.of(Shapes.axis(tf, frames, 0), tf.constant(new int[] {1, 1})), tf.constant(0));
    return tf.math.mul(at.uniform(each), tf.constant(jitter));
  }

  /** Each window read along a line through its time, between samples by linear interpolation. */
  private Operand<TFloat32> moved(Scope at, Operand<TFloat32> frames) {
    Ops tf = at.tf();
    int length = Math.toIntExact(frames.shape().get(1));
    Operand<TFloat32> place =
        tf.clipByValue(places(at, frames, length), tf.constant(0f), last(tf, length));
    Operand<TFloat32> floor = tf.math.floor(place);
    Operand<TInt32> left = tf.dtypes.cast(floor, TInt32.class);
    Operand<TInt32> right =
        tf.math.minimum(tf.math.add(left, tf.constant(1)), tf.constant(length - 1));
    Operand<TFloat32> share = tf.expandDims(tf.math.sub(place, floor), tf.constant(2));
    Operand<TFloat32> before = samples(tf, frames, left);
    return tf.math.add(before, tf.math.mul(share, tf.math.sub(samples(tf, frames, right), before)));
  }

  private static Operand<TFloat32> last(Ops tf, int length) {
    return tf.constant((float) (length - 1));
  }

  /** {@code [batch, time]}, in samples. */
  private Operand<TFloat32> places(Scope at, Operand<TFloat32> frames, int length) {
    Ops tf = at.tf();
    Operand<TInt32> each =
        tf.concat(List.of(Shapes.axis(tf, frames, 0), tf.constant(new int[] {1})), tf.constant(0));
    Operand<TFloat32> pace = tf.math.add(tf.constant(1f), spread(at, each, stretch));
    Operand<TFloat32> offset = spread(at, each, shift * length);
    float middle = (length - 1) / 2f;
    float[][] fromMiddle = new float[1][length];
    for (int time = 0; time < length; time++) {
      fromMiddle[0][time] = time - middle;
    }
    Operand<TFloat32> around = tf.math.mul(tf.constant(fromMiddle), pace);
    return tf.math.add(tf.math.add(around, offset), tf.constant(middle));
  }

  /** Uniform from −most to most. */
  private static Operand<TFloat32> spread(Scope at, Operand<TInt32> shape, float most) {
    Ops tf = at.tf();
    Operand<TFloat32> centred = tf.math.sub(at.uniform(shape), tf.constant(0.5f));
    return tf.math.mul(centred, tf.constant(2 * most));
  }

  private static Operand<TFloat32> samples(
      Ops tf, Operand<TFloat32> frames, Operand<TInt32> places) {
    return tf.gather(frames, places, tf.constant(1), Gather.batchDims(1L));
  }
}
