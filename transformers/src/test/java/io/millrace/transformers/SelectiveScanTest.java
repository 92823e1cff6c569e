package io.millrace.transformers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The selective scan against the recurrence, token by token in double precision. */
class SelectiveScanTest {

  private static final int BATCH = 2;
  private static final int CHANNELS = 3;
  private static final int STATES = 4;

  private final SplittableRandom random = new SplittableRandom(3);

  /** Around the borders of one chunk (8), of a chunk of chunks (64), and of several of those. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 9, 15, 16, 17, 63, 64, 65, 127, 128, 129, 257, 300})
  void aSequenceOfAnyLengthIsScannedAsALoopScansIt(int length) {
    Sequence sequence = sequence(length, 0.5f, 2f);

    float[] scanned = scanned(sequence);

    assertClose(scanned, sequence);
  }

  /** From states that forget nothing to ones that forget all within a token, and both at once. */
  @ParameterizedTest
  @CsvSource({"1e-7, 1e-5", "1e-3, 0.1", "5, 9", "60, 900", "1e-6, 900"})
  void slowAndFastDecaysStayExact(float least, float most) {
    Sequence sequence = sequence(300, least, most);

    float[] scanned = scanned(sequence);

    assertClose(scanned, sequence);
  }

  /** A sum from the start would hold the slow decay's digits no longer. */
  @Test
  void aSlowDecayIsNotLostBehindAFastOne() {
    Sequence sequence = sequence(600, 1e-3f, 2e-3f);
    Arrays.fill(sequence.step, 0, 100 * CHANNELS, 1e4f);

    float[] scanned = scanned(sequence);

    assertClose(scanned, sequence);
  }

  @Test
  void aTokenWhoseStepIsZeroLeavesNoTraceAndLetsNothingFade() {
    Sequence gap = sequence(40, 0.1f, 0.5f);
    for (int b = 0; b < BATCH; b++) {
      int from = (b * 40 + 5) * CHANNELS;
      Arrays.fill(gap.step, from, from + 20 * CHANNELS, 0);
    }
    float[] other = gap.x.clone();
    for (int i = 0; i < other.length; i++) {
      other[i] = gap.step[i] == 0 ? 50 : other[i];
    }

    float[] quiet = scanned(gap);
    float[] loud = scanned(new Sequence(40, gap.step, gap.write, gap.read, other));

    for (int i = 0; i < quiet.length; i++) {
      if (gap.step[i] > 0) {
        assertThat(loud[i]).as("at %d", i).isEqualTo(quiet[i]);
      }
    }
    assertClose(quiet, gap);
  }

  @Test
  void lengthsBeyondFourThousandAreScannedToo() {
    Sequence sequence = sequence(5000, 1e-3f, 0.1f);

    float[] scanned = scanned(sequence);

    assertClose(scanned, sequence);
  }

  /** Across the borders of chunks, and of chunks of chunks. */
  @ParameterizedTest
  @ValueSource(ints = {20, 70, 140})
  void gradientsAreTheSlopesOfTheLoop(int length) {
    Sequence sequence = sequence(length, 0.1f, 2f);
    try (GraphHarness harness = new GraphHarness()) {
      List<Operand<TFloat32>> fed = sequence.fed(harness);
      Operand<TFloat32> loss = squares(harness.tf, scan(fed).apply(harness.tf, fed.get(0)));

      List<float[]> gradients = harness.gradients(loss, fed);

      double[][] moved = sequence.wide();
      for (int p = 0; p < moved.length; p++) {
        double largest = 0;
        for (int i = 0; i < moved[p].length; i += 1 + moved[p].length / 24) {
          double slope = slope(sequence, moved, moved[p], i);
          assertThat((double) gradients.get(p)[i])
              .as("input %d at %d", p, i)
              .isCloseTo(slope, offset(1e-4 * Math.max(0.1, Math.abs(slope))));
          largest = Math.max(largest, Math.abs(slope));
        }
        assertThat(largest).as("the slopes of input %d", p).isGreaterThan(1e-3);
      }
    }
  }

  private static Operand<TFloat32> squares(Ops tf, Operand<TFloat32> y) {
    return tf.sum(tf.math.square(y), tf.constant(new int[] {0, 1, 2}));
  }

  private static double slope(Sequence sequence, double[][] inputs, double[] values, int at) {
    double before = values[at];
    values[at] = before + 1e-6;
    double up = sequence.squares(inputs);
    values[at] = before - 1e-6;
    double down = sequence.squares(inputs);
    values[at] = before;
    return (up - down) / 2e-6;
  }

  private static final float[] DECAY = {
    -1, -0.9f, -1.2f, -2, -1.9f, -2.2f, -3, -2.9f, -3.2f, -4, -3.9f, -4.2f
  };
  private static final float[] SKIP = {1, 0.5f, -0.3f};

  /** Example after example, {@code [token, channel or state]} each. */
  private record Sequence(int length, float[] step, float[] write, float[] read, float[] x) {

    /** x, Δ, A, B, C, D. */
    List<Operand<TFloat32>> fed(GraphHarness harness) {
      Shape perChannel = Shape.of(BATCH, length, CHANNELS);
      Shape perState = Shape.of(BATCH, length, STATES);
      Shape decays = Shape.of(STATES, CHANNELS);
      return List.of(
          harness.sequences(perChannel, x),
          harness.sequences(perChannel, step),
          harness.input(decays, decays, DECAY),
          harness.sequences(perState, write),
          harness.sequences(perState, read),
          harness.input(Shape.of(CHANNELS), Shape.of(CHANNELS), SKIP));
    }

    double[][] wide() {
      return Stream.of(x, step, DECAY, write, read, SKIP)
          .map(Samples::widen)
          .toArray(double[][]::new);
    }

    /** One example of {@code inputs}, in the order in which they are fed. */
    double[][] looped(double[][] inputs, int example) {
      return PlainMamba.scan(
          rows(inputs[1], example, CHANNELS),
          inputs[2],
          rows(inputs[3], example, STATES),
          rows(inputs[4], example, STATES),
          inputs[5],
          rows(inputs[0], example, CHANNELS));
    }

    double squares(double[][] inputs) {
      return IntStream.range(0, BATCH)
          .mapToObj(b -> looped(inputs, b))
          .flatMap(Arrays::stream)
          .flatMapToDouble(Arrays::stream)
          .map(y -> y * y)
          .sum();
    }

    private double[][] rows(double[] values, int example, int width) {
      double[][] rows = new double[length][];
      for (int t = 0; t < length; t++) {
        int from = (example * length + t) * width;
        rows[t] = Arrays.copyOfRange(values, from, from + width);
      }
      return rows;
    }
  }

  /** Steps are log-uniform between {@code least} and {@code most}. */
  private Sequence sequence(int length, float least, float most) {
    float[] step = Samples.uniform(random, BATCH * length * CHANNELS);
    for (int i = 0; i < step.length; i++) {
      step[i] = (float) (least * Math.pow(most / least, step[i] + 0.5));
    }
    return new Sequence(
        length,
        step,
        Samples.uniform(random, BATCH * length * STATES),
        Samples.uniform(random, BATCH * length * STATES),
        Samples.uniform(random, BATCH * length * CHANNELS));
  }

  private static SelectiveScan scan(List<Operand<TFloat32>> fed) {
    return new SelectiveScan(fed.get(1), fed.get(2), fed.get(3), fed.get(4), fed.get(5));
  }

  private static float[] scanned(Sequence sequence) {
    try (GraphHarness harness = new GraphHarness()) {
      List<Operand<TFloat32>> fed = sequence.fed(harness);
      return harness.run(scan(fed).apply(harness.tf, fed.get(0)));
    }
  }

  /** To 1e-5, of what is beyond 1 in relation to it. */
  private static void assertClose(float[] scanned, Sequence sequence) {
    for (int b = 0; b < BATCH; b++) {
      double[][] looped = sequence.looped(sequence.wide(), b);
      for (int i = 0; i < sequence.length * CHANNELS; i++) {
        double expected = looped[i / CHANNELS][i % CHANNELS];
        assertThat((double) scanned[b * sequence.length * CHANNELS + i])
            .as("example %d, token %d", b, i / CHANNELS)
            .isCloseTo(expected, offset(1e-5 * Math.max(1, Math.abs(expected))));
      }
    }
  }
}
