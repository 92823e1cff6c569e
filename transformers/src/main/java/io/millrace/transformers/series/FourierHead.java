package io.millrace.transformers.series;

import io.millrace.transformers.Initial;
import io.millrace.transformers.Linear;
import io.millrace.transformers.Scope;
import io.millrace.transformers.Shapes;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A whole distribution for each lead: a truncated Fourier series whose coefficients are an
 * autocorrelation, so that the density is nowhere negative; mean and quantiles are read off it.
 *
 * <p>p(z) = ½ + Re Σₖ (cₖ / c₀) e^{iπkz} on [−1, 1], cₖ = Σⱼ aⱼ₊ₖ·conj(aⱼ), with the aⱼ linear in
 * the token. In real arithmetic, since TensorFlow has no gradients of complex parts here.
 *
 * @param quantiles levels that are read off, ascending, at least one
 * @param frequencies N of the series; the finest detail is about 2·range / N wide
 * @param bins on which the density is evaluated
 * @param range the density lives on ± this many deviations of the window around its level; what
 *     lies beyond counts as the outermost bin
 * @see <a href="https://arxiv.org/abs/2410.22269">Fourier Head: Helping Large Language Models Learn
 *     Complex Probability Distributions</a>
 */
public record FourierHead(
    int horizon, List<Double> quantiles, int frequencies, int bins, float range)
    implements ForecastHead {

  /** Fresh coefficients are this much smaller than a linear map's, as published. */
  private static final float SHRINK = 0.01f;

  public FourierHead {
    quantiles = Levels.checked(quantiles);
    if (frequencies < 1 || bins < 2 * frequencies || !(range > 0)) {
      throw new IllegalArgumentException(
          "a Fourier head needs at least 1 frequency, two bins for each, and a range above 0; not "
              + frequencies
              + ", "
              + bins
              + " and "
              + range);
    }
  }

  @Override
  public Outlook forecast(Scope at, Operand<TFloat32> tokens, InstanceNorm.Normalised normal) {
    Ops tf = at.tf();
    int parts = 2 * (frequencies + 1);
    float bound = (float) (SHRINK / Math.sqrt(Shapes.last(tokens)));
    Linear map = new Linear((long) horizon * parts, new Initial.Uniform(bound));
    Operand<TFloat32> flat = map.apply(at.child("coefficients"), tokens);
    Operand<TFloat32> byVariate = tf.reshape(flat, shape(tf, tokens, parts));
    Operand<TFloat32> coefficients =
        tf.linalg.transpose(byVariate, tf.constant(new int[] {0, 2, 1, 3}));
    Density density = new Density(probabilities(tf, coefficients), bins, range, normal);
    return new Outlook(density.mean(tf), density.quantiles(tf, quantiles), density);
  }

  private Operand<TInt32> shape(Ops tf, Operand<TFloat32> tokens, int parts) {
    Operand<TInt32> leading = tf.stridedSlice(tf.shape(tokens), Indices.sliceTo(2));
    return tf.concat(List.of(leading, tf.constant(new int[] {horizon, parts})), tf.constant(0));
  }

  /** {@code [.., 2 (N + 1)]} coefficients to {@code [.., bins]}, each row summing to one. */
  private Operand<TFloat32> probabilities(Ops tf, Operand<TFloat32> coefficients) {
    Operand<TFloat32> rows =
        tf.reshape(coefficients, tf.constant(new int[] {-1, 2 * (frequencies + 1)}));
    // A fresh series is flat: the first coefficient starts near one, the others near zero.
    Operand<TFloat32> real =
        tf.math.add(columns(tf, rows, 0, frequencies + 1), tf.constant(first()));
    Operand<TFloat32> imaginary = columns(tf, rows, frequencies + 1, frequencies + 1);
    Operand<TFloat32> power = autocorrelation(tf, real, imaginary, 0).get(0);
    List<Operand<TFloat32>> series = new ArrayList<>();
    for (int lag = 1; lag <= frequencies; lag++) {
      series.addAll(autocorrelation(tf, real, imaginary, lag));
    }
    Operand<TFloat32> scaled = tf.math.div(tf.concat(series, tf.constant(1)), power);
    Operand<TFloat32> waves = tf.linalg.matMul(scaled, basis(tf));
    Operand<TFloat32> density = tf.nn.relu(tf.math.add(waves, tf.constant(0.5f)));
    Operand<TFloat32> mass = tf.math.mul(density, tf.constant(2f / bins));
    return tf.reshape(mass, Shapes.withLast(tf, coefficients, bins));
  }

  private float[] first() {
    float[] first = new float[frequencies + 1];
    first[0] = 1;
    return first;
  }

  /** cₗ as two columns {@code [rows, 1]}: real and imaginary part. */
  private List<Operand<TFloat32>> autocorrelation(
      Ops tf, Operand<TFloat32> real, Operand<TFloat32> imaginary, int lag) {
    int length = frequencies + 1 - lag;
    Operand<TFloat32> re = columns(tf, real, 0, length);
    Operand<TFloat32> im = columns(tf, imaginary, 0, length);
    Operand<TFloat32> laggedRe = columns(tf, real, lag, length);
    Operand<TFloat32> laggedIm = columns(tf, imaginary, lag, length);
    return List.of(
        sum(tf, tf.math.add(tf.math.mul(laggedRe, re), tf.math.mul(laggedIm, im))),
        sum(tf, tf.math.sub(tf.math.mul(laggedIm, re), tf.math.mul(laggedRe, im))));
  }

  /** {@code [2 N, bins]}: cos πkz and −sin πkz at the bins' centres. */
  private Operand<TFloat32> basis(Ops tf) {
    float[] basis = new float[2 * frequencies * bins];
    for (int k = 1; k <= frequencies; k++) {
      for (int bin = 0; bin < bins; bin++) {
        double angle = Math.PI * k * ((2 * bin + 1.0) / bins - 1);
        basis[(2 * k - 2) * bins + bin] = (float) Math.cos(angle);
        basis[(2 * k - 1) * bins + bin] = (float) -Math.sin(angle);
      }
    }
    return tf.constant(Shape.of(2L * frequencies, bins), DataBuffers.of(basis));
  }

  private static Operand<TFloat32> sum(Ops tf, Operand<TFloat32> x) {
    return tf.reduceSum(x, tf.constant(1), org.tensorflow.op.core.ReduceSum.keepDims(true));
  }

  private static Operand<TFloat32> columns(Ops tf, Operand<TFloat32> x, int from, int count) {
    return tf.slice(x, tf.constant(new int[] {0, from}), tf.constant(new int[] {-1, count}));
  }
}
