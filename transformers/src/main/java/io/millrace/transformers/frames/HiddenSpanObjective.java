package io.millrace.transformers.frames;

import io.millrace.transformers.Initial;
import io.millrace.transformers.Linear;
import io.millrace.transformers.Scope;
import io.millrace.transformers.training.BatchInput;
import io.millrace.transformers.training.Inputs;
import io.millrace.transformers.training.Objective;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Mean squared error of the scaled samples of hidden spans, told from what is around them. Hidden
 * samples are zero before the convolutions, lest a neighbouring token see them, and hidden tokens
 * are one learned vector after. Weights, beside the classifier's: {@code hidden} [width], {@code
 * reconstruction/kernel}, {@code reconstruction/bias}.
 *
 * @see <a href="https://arxiv.org/abs/2010.02803">A Transformer-based Framework for Multivariate
 *     Time Series Representation Learning</a>
 */
record HiddenSpanObjective(WindowClassifier network) implements Objective {

  static final String HIDDEN = "hidden";

  @Override
  public List<BatchInput> inputs() {
    return List.of(network.frames(), BatchInput.floats(HIDDEN, network.tokens()));
  }

  @Override
  public Operand<TFloat32> loss(Scope at, Inputs inputs) {
    Ops tf = at.tf();
    Operand<TFloat32> scaled = network.input().apply(tf, inputs.floats(WindowClassifier.FRAMES));
    Operand<TFloat32> tokens = inputs.floats(HIDDEN); // [batch, token]
    Operand<TFloat32> samples = samples(tf, tokens);
    Operand<TFloat32> told = told(at, scaled, tokens);
    Operand<TFloat32> errors =
        tf.math.mul(tf.math.square(tf.math.sub(told, scaled)), samples); // [batch, time, channel]
    Operand<TInt32> all = tf.constant(new int[] {0, 1, 2});
    Operand<TFloat32> count =
        tf.math.mul(tf.sum(samples, all), tf.constant((float) network.channels()));
    return tf.math.div(tf.sum(errors, all), count);
  }

  /** Which samples are hidden: {@code [batch, time, 1]}. */
  private Operand<TFloat32> samples(Ops tf, Operand<TFloat32> tokens) {
    Operand<TFloat32> samples = tf.gather(tokens, network.tokenOfSample(tf), tf.constant(1));
    return tf.expandDims(samples, tf.constant(2));
  }

  /**
   * What all samples are told to be, seen or hidden.
   *
   * @param scaled {@code [batch, time, channel]}
   * @param hidden {@code [batch, token]}, 1 = hidden
   * @return {@code [batch, time, channel]}
   */
  Operand<TFloat32> told(Scope at, Operand<TFloat32> scaled, Operand<TFloat32> hidden) {
    Ops tf = at.tf();
    Operand<TFloat32> shown = tf.math.mul(scaled, visible(tf, samples(tf, hidden)));
    Operand<TFloat32> embedded = network.embedded(at, shown);
    int width = network.embedding().width();
    Operand<TFloat32> standIn = at.weight(HIDDEN, Shape.of(width), Initial.fanIn(width));
    Operand<TFloat32> which = tf.expandDims(hidden, tf.constant(2)); // [batch, token, 1]
    Operand<TFloat32> tokens =
        tf.math.add(tf.math.mul(embedded, visible(tf, which)), tf.math.mul(which, standIn));
    int stride = network.embedding().stride();
    Operand<TFloat32> flat =
        new Linear((long) stride * network.channels())
            .apply(at.child("reconstruction"), network.seen(at, tokens));
    Operand<TFloat32> whole =
        tf.reshape(
            flat, tf.constant(new int[] {-1, network.tokens() * stride, network.channels()}));
    return tf.slice(
        whole, tf.constant(new int[] {0, 0, 0}), tf.constant(new int[] {-1, network.length(), -1}));
  }

  private static Operand<TFloat32> visible(Ops tf, Operand<TFloat32> hidden) {
    return tf.math.sub(tf.constant(1f), hidden);
  }
}
