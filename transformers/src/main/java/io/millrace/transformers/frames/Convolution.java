package io.millrace.transformers.frames;

import io.millrace.transformers.Initial;
import io.millrace.transformers.Scope;
import io.millrace.transformers.Shapes;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;

/**
 * A convolution over time, zeros beyond both ends. Output t looks at the {@code kernel} samples
 * around the middle of the {@code stride} samples from t · stride on, so that what it says is about
 * those. Weights {@code kernel} [kernel, in, width] and {@code bias} [width].
 *
 * @param kernel samples that an output looks at; at least the stride, so that none is passed over
 * @param stride samples from one output to the next
 * @param width channels of the output
 */
public record Convolution(int kernel, int stride, int width) {

  public Convolution {
    if (stride < 1 || kernel < stride || width < 1) {
      throw new IllegalArgumentException(
          "convolution: expected a width and a stride of at least 1 and a kernel no shorter than"
              + " the stride, found kernel %d, stride %d, width %d"
                  .formatted(kernel, stride, width));
    }
  }

  /** Outputs for so many samples; the last may stand for fewer than a stride. */
  int outputs(int samples) {
    return (samples + stride - 1) / stride;
  }

  /** Zeros before the first sample. */
  int before() {
    return (kernel - stride) / 2;
  }

  /**
   * {@code [batch, time, in]} to {@code [batch, outputs, width]}; time must be known when the graph
   * is built.
   */
  public Operand<TFloat32> apply(Scope at, Operand<TFloat32> x) {
    Ops tf = at.tf();
    int samples = Math.toIntExact(x.shape().get(1));
    long inputs = Shapes.last(x);
    int reach = (outputs(samples) - 1) * stride + kernel;
    int after = Math.max(0, reach - before() - samples);
    Operand<TFloat32> padded =
        tf.pad(x, tf.constant(new int[][] {{0, 0}, {before(), after}, {0, 0}}), tf.constant(0f));
    Operand<TFloat32> kernels =
        at.weight("kernel", Shape.of(kernel, inputs, width), Initial.fanIn(kernel * inputs));
    Operand<TFloat32> bias = at.weight("bias", Shape.of(width), Initial.fanIn(kernel * inputs));
    Operand<TFloat32> sums = // [batch, 1, outputs, width]: a picture that is one sample high
        tf.nn.conv2d(
            tf.expandDims(padded, tf.constant(1)),
            tf.expandDims(kernels, tf.constant(0)),
            List.of(1L, 1L, (long) stride, 1L),
            "VALID");
    return tf.nn.biasAdd(tf.squeeze(sums, Squeeze.axis(List.of(1L))), bias);
  }
}
