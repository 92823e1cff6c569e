package io.millrace.transformers.frames;

import io.millrace.transformers.Block;
import io.millrace.transformers.GeluFeedForward;
import io.millrace.transformers.LayerNorm;
import io.millrace.transformers.Linear;
import io.millrace.transformers.Mask;
import io.millrace.transformers.NormPlace;
import io.millrace.transformers.Scope;
import io.millrace.transformers.SoftmaxAttention;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A transformer over a frame: patches of consecutive samples become tokens (a strided convolution),
 * pre-norm blocks let them see each other, their mean is classified.
 *
 * @param length samples a frame
 * @param channels of the signal, each in milliseconds
 * @param patch samples a token; divides the length
 * @param width of a token
 * @param blocks how many
 * @param heads of each block's attention; divides the width
 * @param hidden width inside the feed-forward
 * @param labels how many
 * @param dropout while training
 */
public record WindowClassifier(
    int length,
    int channels,
    int patch,
    int width,
    int blocks,
    int heads,
    int hidden,
    int labels,
    float dropout) {

  private static final float TENS_OF_MICROSECONDS = 100; // in a millisecond
  private static final LayerNorm NORM = new LayerNorm(1e-5f);

  public WindowClassifier {
    if (length % patch != 0) {
      throw new IllegalArgumentException(
          "a frame of " + length + " samples can't be cut into patches of " + patch);
    }
  }

  /**
   * @param frames {@code [batch, time, channels]} in milliseconds, not negative beyond noise
   * @return {@code [batch, label]}
   */
  public Operand<TFloat32> logits(Scope at, Operand<TFloat32> frames) {
    Ops tf = at.tf();
    int tokenCount = length / patch;
    Operand<TInt32> shape = tf.constant(new int[] {-1, tokenCount, patch * channels});
    Operand<TFloat32> patches = tf.reshape(compressed(tf, frames), shape);
    Operand<TFloat32> embedded = new Linear(width).apply(at.child("embedding"), patches);
    Operand<TFloat32> tokens =
        tf.math.add(embedded, new SinusoidalPositions(tokenCount, width).apply(tf));
    for (int i = 0; i < blocks; i++) {
      tokens = block().apply(at.child("block" + i), tokens, Mask.none());
    }
    Operand<TFloat32> pooled = tf.math.mean(NORM.apply(at.child("norm"), tokens), tf.constant(1));
    return new Linear(labels).apply(at.child("head"), pooled);
  }

  /**
   * Overruns span five decades, and an idle machine differs from a busy one in the hundredths of a
   * millisecond: the logarithm of 1 + tens of microseconds keeps both apart.
   */
  private static Operand<TFloat32> compressed(Ops tf, Operand<TFloat32> frames) {
    Operand<TFloat32> positive = tf.math.maximum(frames, tf.constant(0f));
    return tf.math.log1p(tf.math.mul(positive, tf.constant(TENS_OF_MICROSECONDS)));
  }

  private Block block() {
    return new Block(
        new SoftmaxAttention(heads, dropout),
        new GeluFeedForward(hidden, dropout, false),
        NORM,
        NormPlace.BEFORE,
        dropout);
  }
}
