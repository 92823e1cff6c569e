package io.millrace.transformers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;

/**
 * The discrete Fourier transform over time as products with constant matrices, which have a
 * gradient where TensorFlow's own transform has none. The length is cut into factors, each a stage
 * of small matrices: length · (sum of factors) products rather than length², and the values of a
 * spectrum lie in the order in which the last stage leaves them ({@link #frequencies}). A prime
 * length is one dense stage.
 *
 * @param length of the series, known when the graph is built
 * @see <a href="https://doi.org/10.1090/S0025-5718-1965-0178586-1">Cooley and Tukey, An Algorithm
 *     for the Machine Calculation of Complex Fourier Series</a>
 */
record FactoredFourier(int length) {

  /** Prime factors are put together up to this: fewer stages move less memory. */
  private static final int LARGEST = 16;

  FactoredFourier {
    if (length < 1) {
      throw new IllegalArgumentException("length must be at least 1, not " + length);
    }
  }

  /** Their product is the length. */
  List<Integer> factors() {
    List<Integer> factors = new ArrayList<>();
    int open = 1;
    for (int prime : primesFromLargest()) {
      if (open * prime > LARGEST && open > 1) {
        factors.add(open);
        open = 1;
      }
      open *= prime;
    }
    factors.add(open);
    return factors;
  }

  private List<Integer> primesFromLargest() {
    List<Integer> primes = new ArrayList<>();
    int rest = length;
    for (int divisor = 2; rest > 1; divisor++) {
      while (rest % divisor == 0) {
        primes.add(divisor);
        rest /= divisor;
      }
    }
    Collections.reverse(primes);
    return primes;
  }

  /** Which frequency, in periods a length, stands at each place of a spectrum. */
  List<Integer> frequencies() {
    Stage last = stages().get(factors().size() - 1);
    return last.settledAfter();
  }

  /**
   * @param series {@code [batch, length, channels]}
   * @return {@code [batch, frequency, 2, channels]}: real parts, then imaginary ones
   */
  Operand<TFloat32> spectrum(Ops tf, Operand<TFloat32> series) {
    int channels = Math.toIntExact(Shapes.last(series));
    Operand<TFloat32> x = series;
    for (Stage stage : stages()) {
      x = tf.train.batchMatMul(stage.matrices(tf), stage.in(tf, x, channels), TFloat32.class);
    }
    return tf.reshape(x, tf.constant(new int[] {-1, length, 2, channels}));
  }

  /**
   * The inverse, of spectra of real series.
   *
   * @param spectrum {@code [batch, frequency, 2, channels]}
   * @return {@code [batch, length, channels]}
   */
  Operand<TFloat32> series(Ops tf, Operand<TFloat32> spectrum) {
    int channels = Math.toIntExact(Shapes.last(spectrum));
    List<Stage> backwards = new ArrayList<>(stages());
    Collections.reverse(backwards);
    Operand<TFloat32> x = tf.math.mul(spectrum, tf.constant(1f / length));
    for (Stage stage : backwards) {
      x =
          tf.train.batchMatMul(
              stage.matrices(tf),
              stage.out(tf, x, channels),
              TFloat32.class,
              BatchMatMul.adjX(true));
    }
    return tf.reshape(x, tf.constant(new int[] {-1, length, channels}));
  }

  private List<Stage> stages() {
    List<Stage> stages = new ArrayList<>();
    List<Integer> settled = List.of(0);
    for (int factor : factors()) {
      Stage stage = new Stage(settled, factor, length / settled.size() / factor);
      stages.add(stage);
      settled = stage.settledAfter();
    }
    return stages;
  }

  /**
   * One factor's part of the transform, for each frequency that the stages before have settled as
   * far as their factors tell frequencies apart.
   *
   * @param settled those frequencies
   * @param after product of the factors after
   */
  private record Stage(List<Integer> settled, int factor, int after) {

    List<Integer> settledAfter() {
      List<Integer> finer = new ArrayList<>();
      for (int frequency : settled) {
        for (int i = 0; i < factor; i++) {
          finer.add(frequency + i * settled.size());
        }
      }
      return finer;
    }

    /** {@code [batch, settled, (part, time), rest]} of what the stage before left. */
    Operand<TFloat32> in(Ops tf, Operand<TFloat32> x, int channels) {
      return tf.reshape(
          x, tf.constant(new int[] {-1, settled.size(), parts() * factor, after * channels}));
    }

    /** {@code [batch, settled, (frequency, part), rest]} of what the stage after left. */
    Operand<TFloat32> out(Ops tf, Operand<TFloat32> x, int channels) {
      return tf.reshape(
          x, tf.constant(new int[] {-1, settled.size(), 2 * factor, after * channels}));
    }

    /** Rows are (frequency, part), columns (part, time): so that no stage has to transpose. */
    Operand<TFloat32> matrices(Ops tf) {
      int parts = parts();
      int size = 2 * factor * parts * factor;
      float[] values = new float[settled.size() * size];
      for (int i = 0; i < values.length; i++) {
        int time = i % factor;
        int part = i / factor % parts;
        int outPart = i / factor / parts % 2;
        int fine = i / factor / parts / 2 % factor;
        long frequency = settled.get(i / size) + (long) settled.size() * fine;
        values[i] = turned(outPart, part, time * frequency);
      }
      return tf.constant(
          Shape.of(1, settled.size(), 2L * factor, (long) parts * factor),
          DataBuffers.of(values, true, false));
    }

    /** Of the matrix that multiplies by exp(−2πi · turns / (settled · factor)). */
    private float turned(int outPart, int part, long turns) {
      long period = (long) settled.size() * factor;
      double angle = -2 * Math.PI * (turns % period) / period;
      if (outPart == part) {
        return (float) Math.cos(angle);
      }
      return (float) (outPart == 1 ? Math.sin(angle) : -Math.sin(angle));
    }

    /** A series is real; what the first stage leaves is not. */
    private int parts() {
      return settled.size() == 1 ? 1 : 2;
    }
  }
}
