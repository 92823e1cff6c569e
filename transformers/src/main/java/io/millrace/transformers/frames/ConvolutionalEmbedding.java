package io.millrace.transformers.frames;

import io.millrace.transformers.Scope;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Tokens of samples: a strided convolution, then others that look at neighbouring tokens, a ReLU
 * after each. Shapes of a few samples are found here, so that the blocks need to find only how they
 * stand to each other.
 *
 * @param kernel of every convolution, in its own samples or tokens
 * @param stride samples a token
 * @param layers convolutions, at least 1
 * @param width of a token
 */
public record ConvolutionalEmbedding(int kernel, int stride, int layers, int width) {

  public ConvolutionalEmbedding {
    if (layers < 1) {
      throw new IllegalArgumentException("layers: expected at least 1, found " + layers);
    }
  }

  /** Tokens of so many samples; the last may stand for fewer than a stride. */
  int tokens(int samples) {
    return convolution(0).outputs(samples);
  }

  Convolution convolution(int layer) {
    return new Convolution(Math.max(kernel, stride), layer == 0 ? stride : 1, width);
  }

  /** {@code [batch, time, channel]} to {@code [batch, tokens, width]}. */
  Operand<TFloat32> apply(Scope at, Operand<TFloat32> samples) {
    Ops tf = at.tf();
    Operand<TFloat32> x = samples;
    for (int layer = 0; layer < layers; layer++) {
      x = tf.nn.relu(convolution(layer).apply(at.child("convolution" + layer), x));
    }
    return x;
  }
}
