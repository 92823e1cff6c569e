package io.millrace.benchmarks.networks;

import io.millrace.transformers.AutoCorrelation;
import io.millrace.transformers.Initial;
import io.millrace.transformers.Mask;
import io.millrace.transformers.ProbSparseAttention;
import io.millrace.transformers.Scope;
import io.millrace.transformers.SelectiveScan;
import io.millrace.transformers.SoftmaxAttention;
import io.millrace.transformers.Weights;
import io.millrace.transformers.series.EncoderDecoderSize;
import io.millrace.transformers.series.ForecastInput;
import io.millrace.transformers.series.Informer;
import io.millrace.transformers.series.SeriesDecomposition;
import io.millrace.transformers.series.StepHead;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The laws that the networks' papers state, each as a number that must be small or true.
 *
 * @param seed of weights and inputs
 */
record Mechanisms(long seed) {

  private static final int HEADS = 4;
  private static final int WIDTH = 32;
  private static final int BATCH = 3;

  /** How far sparse attention with every query chosen is from attention. */
  double allQueriesChosen() {
    int length = 40; // c·⌈ln 40⌉ ≥ 40 from c = 10 on
    float[] tokens = normal(1, BATCH * length * WIDTH);
    List<float[]> both =
        OneRun.of(
            new DrawnWeights(seed),
            (at, notes) -> {
              Operand<TFloat32> x = constant(at, tokens, BATCH, length, WIDTH);
              return List.of(
                  new ProbSparseAttention(HEADS, 10, 0, seed, false).mix(at, x, Mask.none()),
                  new SoftmaxAttention(HEADS, 0).mix(at, x, Mask.none()));
            });
    return OneRun.apart(both.get(0), both.get(1));
  }

  /** How far a query that was not chosen is from the mean of the values. */
  double unchosenIsMean() {
    int length = 64;
    int size = WIDTH / HEADS;
    float[] tokens = normal(2, BATCH * length * WIDTH);
    List<float[]> seen =
        OneRun.of(
            new DrawnWeights(seed),
            (at, notes) -> {
              Operand<TFloat32> x = constant(at, tokens, BATCH, length, WIDTH);
              new ProbSparseAttention(HEADS, 1, 0, seed, false).mix(at, x, Mask.none());
              return List.of(
                  Objects.requireNonNull(notes.get("chosen")),
                  Objects.requireNonNull(notes.get("mixed")),
                  Objects.requireNonNull(notes.get("value")));
            });
    double most = 0;
    int unchosen = 0;
    for (int head = 0; head < BATCH * HEADS; head++) {
      double[] mean = mean(seen.get(2), head * length, length, size);
      for (int row = head * length; row < (head + 1) * length; row++) {
        if (seen.get(0)[row] == 0) {
          unchosen++;
          for (int i = 0; i < size; i++) {
            most = Math.max(most, Math.abs(seen.get(1)[row * size + i] - mean[i]));
          }
        }
      }
    }
    if (unchosen == 0) {
      throw new IllegalStateException("every query was chosen");
    }
    return most;
  }

  private static double[] mean(float[] rows, int from, int count, int size) {
    double[] mean = new double[size];
    for (int row = from; row < from + count; row++) {
      for (int i = 0; i < size; i++) {
        mean[i] += rows[row * size + i] / (double) count;
      }
    }
    return mean;
  }

  /**
   * The delay above 0 at which a noisy series of some period correlates most with itself.
   *
   * @param length a multiple of the period
   */
  int topDelay(int length, int period) {
    float[] pattern = normal(3, period * WIDTH);
    float[] noise = normal(4, length * WIDTH);
    float[] series = new float[length * WIDTH];
    for (int i = 0; i < series.length; i++) {
      series[i] = pattern[i % pattern.length] + 0.2f * noise[i];
    }
    float[] correlation =
        OneRun.of(
                new IdentityMaps(),
                (at, notes) -> {
                  new AutoCorrelation(1)
                      .mix(at, constant(at, series, 1, length, WIDTH), Mask.none());
                  return List.of(Objects.requireNonNull(notes.get("correlation")));
                })
            .get(0);
    int top = 1;
    for (int delay = 2; delay < length; delay++) {
      top = correlation[delay] > correlation[top] ? delay : top;
    }
    return top;
  }

  /** Linear maps that change nothing, so that queries and keys are the series itself. */
  private static final class IdentityMaps implements Weights {
    @Override
    public Operand<TFloat32> weight(Ops tf, String path, Shape shape, Initial initial) {
      float[] values = new float[Math.toIntExact(shape.size())];
      if (shape.numDimensions() == 2) {
        for (int i = 0; i < shape.get(0); i++) {
          values[i * Math.toIntExact(shape.get(1)) + i] = 1;
        }
      }
      return tf.constant(shape, DataBuffers.of(values));
    }
  }

  /** How far season and trend together are from the series. */
  double seasonAndTrend() {
    int length = 96;
    float[] series = normal(5, BATCH * length * WIDTH);
    float[] sum =
        OneRun.of(
                new DrawnWeights(seed),
                (at, notes) -> {
                  SeriesDecomposition.Split split =
                      new SeriesDecomposition(25)
                          .apply(at.tf(), constant(at, series, BATCH, length, WIDTH));
                  return List.of(at.tf().math.add(split.season(), split.trend()));
                })
            .get(0);
    return OneRun.apart(series, sum);
  }

  /** How far the selective scan is from a loop in double precision, as a share of its largest. */
  double scanAgainstLoop(int length) {
    int channels = 8;
    int states = 4;
    float[] x = normal(6, length * channels);
    float[] step = new float[x.length];
    float[] drawn = normal(7, x.length);
    for (int i = 0; i < step.length; i++) {
      step[i] = (float) Math.log1p(Math.exp(2 * drawn[i] - 2));
    }
    float[] decay = new float[states * channels];
    for (int i = 0; i < decay.length; i++) {
      decay[i] = -(1 + i / channels);
    }
    float[] write = normal(8, length * states);
    float[] read = normal(9, length * states);
    float[] skip = normal(10, channels);
    float[] scanned =
        OneRun.of(
                new DrawnWeights(seed),
                (at, notes) ->
                    List.of(
                        new SelectiveScan(
                                constant(at, step, 1, length, channels),
                                constant(at, decay, states, channels),
                                constant(at, write, 1, length, states),
                                constant(at, read, 1, length, states),
                                constant(at, skip, channels))
                            .apply(at.tf(), constant(at, x, 1, length, channels))))
            .get(0);
    double most = 0;
    double largest = 0;
    double[][] state = new double[states][channels];
    for (int t = 0; t < length; t++) {
      for (int c = 0; c < channels; c++) {
        int i = t * channels + c;
        double y = (double) skip[c] * x[i];
        for (int n = 0; n < states; n++) {
          state[n][c] =
              Math.exp((double) step[i] * decay[n * channels + c]) * state[n][c]
                  + (double) step[i] * write[t * states + n] * x[i];
          y += read[t * states + n] * state[n][c];
        }
        most = Math.max(most, Math.abs(y - scanned[i]));
        largest = Math.max(largest, Math.abs(y));
      }
    }
    return most / largest;
  }

  /** Leads that one call of an untrained Informer answers, each otherwise for another history. */
  int leadsOfOneCall(int horizon) {
    int variates = 7;
    int lookback = 96;
    Informer informer =
        new Informer(
            lookback,
            48,
            new EncoderDecoderSize(WIDTH, HEADS, 2, 1, 64, 0),
            5,
            seed,
            null,
            StepHead.ofMean(horizon, variates));
    float[] one = normal(11, lookback * variates);
    float[] other = normal(12, one.length);
    List<float[]> both =
        OneRun.of(
            new DrawnWeights(seed),
            (at, notes) ->
                List.of(
                    mean(at, informer, constant(at, one, 1, lookback, variates)),
                    mean(at, informer, constant(at, other, 1, lookback, variates))));
    int leads = 0;
    for (int lead = 0; lead < both.get(0).length / variates; lead++) {
      boolean answers = true;
      for (int i = lead * variates; i < (lead + 1) * variates; i++) {
        answers &= Float.isFinite(both.get(0)[i]) && both.get(0)[i] != both.get(1)[i];
      }
      leads += answers ? 1 : 0;
    }
    return leads;
  }

  private static Operand<TFloat32> mean(Scope at, Informer informer, Operand<TFloat32> history) {
    return informer.forecast(at, new ForecastInput(history)).mean();
  }

  private static Operand<TFloat32> constant(Scope at, float[] values, long... shape) {
    return at.tf().constant(Shape.of(shape), DataBuffers.of(values));
  }

  /**
   * @param draw which of several
   */
  private float[] normal(int draw, int count) {
    Random random = new Random(seed + draw);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
