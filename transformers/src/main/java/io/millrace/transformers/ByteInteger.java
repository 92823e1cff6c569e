package io.millrace.transformers;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * Products of 8-bit integers, which processors with VNNI multiply three times as fast as float32.
 * Is served only. The weights are {@link Linear}'s, rounded to 127 steps of each output's largest
 * on either side of zero; what comes in is rounded to 256 steps of a {@code range} [2], from its
 * least to its largest value, that was seen on examples; what lies beyond is cut off. It needs
 * oneDNN (TF_ENABLE_ONEDNN_OPTS=1).
 *
 * @see <a href="https://arxiv.org/abs/1712.05877">Quantization and Training of Neural Networks for
 *     Efficient Integer-Arithmetic-Only Inference</a>
 */
public record ByteInteger() implements Projection {

  /** The weight that holds what came in while examples were run. */
  public static final String RANGE = "range";

  private static final int WEIGHT_STEPS = 127;

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if the scope is one that learns
   */
  @Override
  public Operand<TFloat32> apply(Scope at, Operand<TFloat32> x, long outputs) {
    Ops tf = at.tf();
    long inputs = Shapes.last(x);
    Steps steps = Steps.of(at.values("kernel", Shape.of(inputs, outputs)), outputs);
    float[] range = at.values(RANGE, Shape.of(2));
    Operation rounded = rounded(tf, flat(tf, x, inputs), range);
    Operation product =
        op(
            tf,
            "QuantizedMatMulWithBiasAndDequantize",
            built ->
                built
                    .addInput(rounded.output(0))
                    .addInput(weights(tf, steps, inputs, outputs))
                    .addInput(
                        tf.constant(steps.bias(at.values("bias", Shape.of(outputs)), range[0]))
                            .asOutput())
                    .addInput(tf.constant(0f).asOutput()) // as if the range began at zero
                    .addInput(tf.constant(range[1] - range[0]).asOutput())
                    .addInput(tf.constant(-1f).asOutput()) // of weights, in steps of 1 / 127
                    .addInput(tf.constant(1f).asOutput())
                    .addInput(tf.constant(-1f).asOutput()) // of the output, which is float
                    .addInput(tf.constant(1f).asOutput())
                    .setAttr("T1", DataType.DT_QUINT8)
                    .setAttr("T2", DataType.DT_QINT8)
                    .setAttr("Tbias", DataType.DT_FLOAT)
                    .setAttr("Toutput", DataType.DT_FLOAT)
                    .setAttr("input_quant_mode", "SCALED"));
    Operand<TFloat32> known =
        tf.ensureShape(product.<TFloat32>output(0), Shape.of(Shape.UNKNOWN_SIZE, outputs));
    Operand<TFloat32> scaled = tf.math.mul(known, tf.constant(steps.largest()));
    return tf.reshape(scaled, Shapes.withLast(tf, x, outputs));
  }

  /**
   * A matrix in steps of a 127th of the largest weight of each output.
   *
   * @param steps row-major [in, out]
   * @param largest by output
   */
  @SuppressWarnings("ArrayRecordComponent") // lives while a graph is built, never compared
  private record Steps(byte[] steps, float[] largest) {

    static Steps of(float[] kernel, long outputs) {
      float[] largest = new float[Math.toIntExact(outputs)];
      Arrays.fill(largest, Float.MIN_NORMAL);
      for (int i = 0; i < kernel.length; i++) {
        int output = i % largest.length;
        largest[output] = Math.max(largest[output], Math.abs(kernel[i]));
      }
      byte[] steps = new byte[kernel.length];
      for (int i = 0; i < steps.length; i++) {
        steps[i] = (byte) Math.round(kernel[i] * WEIGHT_STEPS / largest[i % largest.length]);
      }
      return new Steps(steps, largest);
    }

    /**
     * A bias, plus what the least input adds to each output, both in units of the output's largest
     * weight. TensorFlow's own correction for inputs that don't begin at zero is wrong by the
     * product of both scales (2.18, mode MIN_FIRST).
     */
    float[] bias(float[] plain, float least) {
      float[] bias = new float[plain.length];
      for (int i = 0; i < steps.length; i++) {
        bias[i % bias.length] += least * steps[i] / WEIGHT_STEPS;
      }
      for (int output = 0; output < bias.length; output++) {
        bias[output] += plain[output] / largest[output];
      }
      return bias;
    }
  }

  private static Operand<TFloat32> flat(Ops tf, Operand<TFloat32> x, long inputs) {
    return tf.reshape(x, tf.constant(new int[] {-1, Math.toIntExact(inputs)}));
  }

  /** (x − least) · 255 / (largest − least), as unsigned bytes. */
  private static Operation rounded(Ops tf, Operand<TFloat32> x, float[] range) {
    return op(
        tf,
        "QuantizeV2",
        built ->
            built
                .addInput(x.asOutput())
                .addInput(tf.constant(range[0]).asOutput())
                .addInput(tf.constant(range[1]).asOutput())
                .setAttr("T", DataType.DT_QUINT8)
                .setAttr("mode", "MIN_FIRST"));
  }

  /** Signed bytes, in a quarter of float32's room; TensorFlow Java has no class for their type. */
  private static Output<?> weights(Ops tf, Steps steps, long inputs, long outputs) {
    Operand<TUint8> stored =
        tf.constant(
            TUint8.class, Shape.of(inputs, outputs), DataBuffers.of(steps.steps(), true, false));
    return op(
            tf,
            "Bitcast",
            built -> built.addInput(stored.asOutput()).setAttr("type", DataType.DT_QINT8))
        .output(0);
  }

  private static Operation op(Ops tf, String type, UnaryOperator<OperationBuilder> inputs) {
    OperationBuilder builder =
        tf.scope().env().opBuilder(type, tf.scope().makeOpName(type), tf.scope());
    return inputs.apply(tf.scope().apply(builder)).build();
  }
}
