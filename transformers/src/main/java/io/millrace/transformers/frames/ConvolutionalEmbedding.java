package io.millrace.transformers.frames;

import io.millrace.transformers.Scope;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Tokens of samples: a strided convolution with a ReLU, then residual ones that look at the tokens
 * around. Shapes of a few samples are found here, so that the blocks need to find only how they
 * stand to each other. The farther a token sees, the longer the shapes, and the less its evidence
 * says when.
 *
 * @param kernel of the first convolution, in samples
 * @param stride samples a token
 * @param neighbours tokens that each further convolution looks at, the middle one included
 * @param layers convolutions, at least 1
 * @param width of a token
 */
public record ConvolutionalEmbedding(
    int kernel, int stride, int neighbours, int layers, int width) {

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
    return layer == 0
        ? new Convolution(Math.max(kernel, stride), stride, width)
        : new Convolution(neighbours, 1, width);
  }

  /** {@code [batch, time, channel]} to {@code [batch, tokens, width]}. */
  Operand<TFloat32> apply(Scope at, Operand<TFloat32> samples) {
    Ops tf = at.tf();
    Operand<TFloat32> tokens = convolved(at, 0, samples);
    for (int layer = 1; layer < layers; layer++) {
      tokens = tf.math.add(tokens, convolved(at, layer, tokens));
    }
    return tokens;
  }

  private Operand<TFloat32> convolved(Scope at, int layer, Operand<TFloat32> x) {
    return at.tf().nn.relu(convolution(layer).apply(at.child("convolution" + layer), x));
  }
}
