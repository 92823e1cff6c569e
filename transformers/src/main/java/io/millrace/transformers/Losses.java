package io.millrace.transformers;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Maximum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Losses whose gradients TensorFlow's C++ registry knows. All are means over every element. */
public final class Losses {

  private Losses() {}

  /**
   * Cross-entropy of a softmax. Written with one-hot labels, since the sparse op has no gradient
   * outside Python.
   *
   * @param logits {@code [batch, labels]}; the labels' number must be known when the graph is built
   * @param labels {@code [batch]}, 0-based
   */
  public static Operand<TFloat32> crossEntropy(
      Ops tf, Operand<TFloat32> logits, Operand<TInt32> labels) {
    return tf.math.mean(each(tf, logits, labels), tf.constant(0));
  }

  /**
   * The same, an example counting as much as its label does.
   *
   * @param weights by label
   */
  public static Operand<TFloat32> crossEntropy(
      Ops tf, Operand<TFloat32> logits, Operand<TInt32> labels, float[] weights) {
    Operand<TFloat32> own = tf.gather(tf.constant(weights), labels, tf.constant(0));
    return tf.math.mean(tf.math.mul(each(tf, logits, labels), own), tf.constant(0));
  }

  private static Operand<TFloat32> each(Ops tf, Operand<TFloat32> logits, Operand<TInt32> labels) {
    Operand<TInt32> count = tf.constant(Math.toIntExact(Shapes.last(logits)));
    Operand<TFloat32> oneHot = tf.oneHot(labels, count, tf.constant(1f), tf.constant(0f));
    return tf.nn.softmaxCrossEntropyWithLogits(logits, oneHot).loss();
  }

  /** Mean squared error; its minimiser is the mean. */
  public static Operand<TFloat32> squared(
      Ops tf, Operand<TFloat32> forecast, Operand<TFloat32> actual) {
    return mean(tf, tf.math.square(tf.math.sub(actual, forecast)));
  }

  /** Mean absolute error; its minimiser is the median. */
  public static Operand<TFloat32> absolute(
      Ops tf, Operand<TFloat32> forecast, Operand<TFloat32> actual) {
    return mean(tf, tf.math.abs(tf.math.sub(actual, forecast)));
  }

  /**
   * Pinball loss; its minimisers are the quantiles.
   *
   * @param forecasts {@code [.., quantile]}
   * @param actual {@code [..]}
   * @param levels of the quantiles, each in (0, 1)
   */
  public static Operand<TFloat32> pinball(
      Ops tf, Operand<TFloat32> forecasts, Operand<TFloat32> actual, float[] levels) {
    Operand<TFloat32> level = tf.constant(levels);
    Operand<TFloat32> error = tf.math.sub(tf.expandDims(actual, tf.constant(-1)), forecasts);
    Operand<TFloat32> under = tf.math.mul(level, error);
    Maximum<TFloat32> loss = tf.math.maximum(under, tf.math.sub(under, error));
    return mean(tf, loss);
  }

  private static Operand<TFloat32> mean(Ops tf, Operand<TFloat32> x) {
    return tf.math.mean(tf.reshape(x, tf.constant(new int[] {-1})), tf.constant(0));
  }
}
