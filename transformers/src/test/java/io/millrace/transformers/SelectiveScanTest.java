package io.millrace.transformers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
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

  private static final float[] DECAY = {
    -1, -0.9f, -1.2f, -2, -1.9f, -2.2f, -3, -2.9f, -3.2f, -4, -3.9f, -4.2f
  };
  private static final float[] SKIP = {1, 0.5f, -0.3f};

  /** Example after example, {@code [token, channel or state]} each. */
  private record Sequence(int length, float[] step, float[] write, float[] read, float[] x) {

    double[][] rows(float[] values, int example, int width) {
      double[][] rows = new double[length][];
      for (int t = 0; t < length; t++) {
        int from = (example * length + t) * width;
        rows[t] = Samples.widen(Arrays.copyOfRange(values, from, from + width));
      }
      return rows;
    }

    double[][] looped(int example) {
      return PlainMamba.scan(
          rows(step, example, CHANNELS),
          Samples.widen(DECAY),
          rows(write, example, STATES),
          rows(read, example, STATES),
          Samples.widen(SKIP),
          rows(x, example, CHANNELS));
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

  private static float[] scanned(Sequence sequence) {
    try (GraphHarness harness = new GraphHarness()) {
      Shape perChannel = Shape.of(BATCH, sequence.length, CHANNELS);
      Shape perState = Shape.of(BATCH, sequence.length, STATES);
      Operand<TFloat32> x = harness.sequences(perChannel, sequence.x);
      SelectiveScan scan =
          new SelectiveScan(
              harness.sequences(perChannel, sequence.step),
              harness.input(Shape.of(STATES, CHANNELS), Shape.of(STATES, CHANNELS), DECAY),
              harness.sequences(perState, sequence.write),
              harness.sequences(perState, sequence.read),
              harness.tf.constant(SKIP));
      return harness.run(scan.apply(harness.tf, x));
    }
  }

  /** To 1e-5, of what is beyond 1 in relation to it. */
  private static void assertClose(float[] scanned, Sequence sequence) {
    for (int b = 0; b < BATCH; b++) {
      double[][] looped = sequence.looped(b);
      for (int i = 0; i < sequence.length * CHANNELS; i++) {
        double expected = looped[i / CHANNELS][i % CHANNELS];
        assertThat((double) scanned[b * sequence.length * CHANNELS + i])
            .as("example %d, token %d", b, i / CHANNELS)
            .isCloseTo(expected, offset(1e-5 * Math.max(1, Math.abs(expected))));
      }
    }
  }
}
