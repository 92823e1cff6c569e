package io.millrace.transformers.frames;

import io.millrace.transformers.Block;
import io.millrace.transformers.GeluFeedForward;
import io.millrace.transformers.Initial;
import io.millrace.transformers.LayerNorm;
import io.millrace.transformers.Mask;
import io.millrace.transformers.NormPlace;
import io.millrace.transformers.Scope;
import io.millrace.transformers.SoftmaxAttention;
import io.millrace.transformers.training.BatchInput;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A transformer over windows of a signal that says where in time its evidence lies: convolutions
 * make tokens of samples, positions are added, pre-norm blocks let the tokens see each other, and
 * the mean over time of the normalised tokens, times √tokens, is classified by one linear map. The
 * map applied to each token before the mean is the class-activation map: its mean over time plus
 * the bias is the logits. The factor lets one token among many count: in a plain mean it could not,
 * and the network would learn to tell all tokens what one has seen, which the map cannot undo.
 *
 * <p>Weights, beside those of embedding and blocks: {@code norm/scale}, {@code norm/offset}
 * [width], {@code head/kernel} [width, label], {@code head/bias} [label].
 *
 * @param length samples a window
 * @param channels of the signal
 * @param labels how many
 * @param input what brings samples to the network's scale
 * @param embedding what makes tokens of them
 * @param blocks how many
 * @param heads of each block's attention; divides the width
 * @param hidden width inside the feed-forward
 * @param dropout while training
 * @param skipped share of the windows that pass a block's attention by while training
 * @see <a href="https://arxiv.org/abs/2105.06178">Paying Attention to Astronomical Transients</a>
 */
public record WindowClassifier(
    int length,
    int channels,
    int labels,
    FrameInput input,
    ConvolutionalEmbedding embedding,
    int blocks,
    int heads,
    int hidden,
    float dropout,
    float skipped) {

  /** The name of its input. */
  static final String FRAMES = "frames";

  static final LayerNorm NORM = new LayerNorm(1e-5f);

  /**
   * What a window's tokens come to.
   *
   * @param logits {@code [batch, label]}
   * @param activationMap {@code [batch, label, time]}, a sample's evidence for each label
   */
  public record Answer(Operand<TFloat32> logits, Operand<TFloat32> activationMap) {}

  public WindowClassifier {
    if (length < 1 || channels < 1 || labels < 1) {
      throw new IllegalArgumentException(
          "windows: expected at least 1 sample, channel and label, found %d, %d and %d"
              .formatted(length, channels, labels));
    }
    if (embedding.width() % heads != 0) {
      throw new IllegalArgumentException(
          "heads: expected a divisor of the width, %d, found %d"
              .formatted(embedding.width(), heads));
    }
  }

  BatchInput frames() {
    return BatchInput.floats(FRAMES, length, channels);
  }

  /** How many tokens a window becomes. */
  int tokens() {
    return embedding.tokens(length);
  }

  /**
   * @param frames {@code [batch, time, channel]} in the signal's own unit
   */
  public Answer answer(Scope at, Operand<TFloat32> frames) {
    return classified(at, seen(at, embedded(at, input.apply(at.tf(), frames))));
  }

  /** {@code [batch, tokens, width]} of scaled samples {@code [batch, time, channel]}. */
  Operand<TFloat32> embedded(Scope at, Operand<TFloat32> scaled) {
    Operand<TFloat32> tokens = embedding.apply(at.child("embedding"), scaled);
    return at.dropout(tokens, dropout);
  }

  /** Tokens that have seen each other, normalised: {@code [batch, tokens, width]}. */
  Operand<TFloat32> seen(Scope at, Operand<TFloat32> embedded) {
    Ops tf = at.tf();
    Operand<TFloat32> tokens =
        tf.math.add(embedded, new SinusoidalPositions(tokens(), embedding.width()).apply(tf));
    for (int i = 0; i < blocks; i++) {
      tokens = block().apply(at.child("block" + i), tokens, Mask.none());
    }
    return NORM.apply(at.child("norm"), tokens);
  }

  Answer classified(Scope at, Operand<TFloat32> tokens) {
    Ops tf = at.tf();
    Scope head = at.child("head");
    Initial initial = Initial.fanIn(embedding.width());
    Operand<TFloat32> kernel =
        tf.math.mul(
            head.weight("kernel", Shape.of(embedding.width(), labels), initial),
            tf.constant((float) Math.sqrt(tokens())));
    Operand<TFloat32> bias = head.weight("bias", Shape.of(labels), initial);
    Operand<TFloat32> pooled =
        tf.sum(tf.math.mul(tokens, tf.constant(shares())), tf.constant(1)); // [batch, width]
    Operand<TFloat32> logits = tf.nn.biasAdd(tf.linalg.matMul(pooled, kernel), bias);
    return new Answer(logits, activationMap(tf, tokens, kernel));
  }

  private Operand<TFloat32> activationMap(
      Ops tf, Operand<TFloat32> tokens, Operand<TFloat32> kernel) {
    Operand<TFloat32> across = // [1, label, width]
        tf.expandDims(tf.linalg.transpose(kernel, tf.constant(new int[] {1, 0})), tf.constant(0));
    Operand<TFloat32> columns = tf.linalg.transpose(tokens, tf.constant(new int[] {0, 2, 1}));
    Operand<TFloat32> evidence = // [batch, label, tokens]
        tf.train.batchMatMul(across, columns, TFloat32.class);
    return tf.gather(evidence, tokenOfSample(tf), tf.constant(2));
  }

  /** Of each token, the share of the window's samples that it stands for: [1, tokens, 1]. */
  private float[][][] shares() {
    float[][][] shares = new float[1][tokens()][1];
    for (int sample = 0; sample < length; sample++) {
      shares[0][sample / embedding.stride()][0] += 1f / length;
    }
    return shares;
  }

  /** {@code [time]} */
  Operand<TInt32> tokenOfSample(Ops tf) {
    int[] tokens = new int[length];
    for (int sample = 0; sample < length; sample++) {
      tokens[sample] = sample / embedding.stride();
    }
    return tf.constant(Shape.of(length), DataBuffers.of(tokens, true, false));
  }

  /**
   * Whether its map says when. Where every window has its tokens see each other, the network learns
   * to tell all of them what one has seen, and the map is high anywhere.
   */
  boolean locates() {
    return blocks == 0 || skipped > 0;
  }

  /** The same network, of which no window passes attention by. */
  WindowClassifier attentive() {
    return new WindowClassifier(
        length, channels, labels, input, embedding, blocks, heads, hidden, dropout, 0);
  }

  private Block block() {
    return new Block(
        new SkippedMixer(new SoftmaxAttention(heads, dropout), skipped),
        new GeluFeedForward(hidden, dropout, false),
        NORM,
        NormPlace.BEFORE,
        dropout);
  }
}
