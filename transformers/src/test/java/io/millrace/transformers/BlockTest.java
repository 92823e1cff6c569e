package io.millrace.transformers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** The block, against plain loops in double precision and by its own laws. */
class BlockTest {

  private static final int BATCH = 3;
  private static final int LENGTH = 5;
  private static final int WIDTH = 8;
  private static final int EXAMPLE = LENGTH * WIDTH;
  private static final int HEADS = 2;
  private static final float[] VALID = {1, 1, 1, 1, 1, /**/ 1, 1, 1, 0, 0, /**/ 1, 0, 0, 0, 0};

  private final float[] tokens = Samples.uniform(new SplittableRandom(5), BATCH * EXAMPLE);

  @ParameterizedTest
  @CsvSource({"BEFORE,true,true", "BEFORE,false,false", "AFTER,true,false", "AFTER,false,true"})
  void theGraphComputesWhatPlainLoopsCompute(NormPlace place, boolean masked, boolean exact) {
    Block block = block(place, exact);
    RandomWeights weights = new RandomWeights(7);

    float[] output = run(block, weights, tokens, masked ? VALID : null);

    assertClose(output, oracle(block, weights, masked ? VALID : null), 1e-5f);
  }

  @ParameterizedTest
  @EnumSource(NormPlace.class)
  void aBlockTakesAnotherNormAndAnotherAttention(NormPlace place) {
    SoftmaxAttention attention =
        new SoftmaxAttention(HEADS, 0, new AlibiBias(), new ClippedSoftmax(1, -0.025f), true);
    GeluFeedForward feedForward = new GeluFeedForward(12, 0, true);
    Block block = new Block(attention, feedForward, new RmsNorm(1e-5f), place, 0);
    RandomWeights weights = new RandomWeights(7);

    float[] output = run(block, weights, tokens, VALID);

    assertClose(output, oracle(block, weights, VALID), 1e-5f);
  }

  @Test
  void anExampleAloneIsTheExampleAmongOthers() {
    Block block = block(NormPlace.BEFORE, true);

    float[] together = run(block, new RandomWeights(7), tokens, VALID);

    for (int b = 0; b < BATCH; b++) {
      float[] valid = Arrays.copyOfRange(VALID, b * LENGTH, (b + 1) * LENGTH);
      float[] alone = run(block, new RandomWeights(7), slice(tokens, b), valid);
      assertClose(alone, Samples.widen(slice(together, b)), 1e-5f);
    }
  }

  @Test
  void paddingDoesNotReachRealTokens() {
    float[] changed = tokens.clone();
    Arrays.fill(changed, EXAMPLE + 3 * WIDTH, 2 * EXAMPLE, 9f);
    Block block = block(NormPlace.AFTER, true);

    float[] before = run(block, new RandomWeights(7), tokens, VALID);
    float[] after = run(block, new RandomWeights(7), changed, VALID);

    int real = 3 * WIDTH;
    assertThat(Arrays.copyOfRange(after, EXAMPLE, EXAMPLE + real))
        .isEqualTo(Arrays.copyOfRange(before, EXAMPLE, EXAMPLE + real));
  }

  @ParameterizedTest
  @CsvSource({"BEFORE,true", "AFTER,false"})
  void gradientsOfEveryWeightAreTheSlopesOfTheOracle(NormPlace place, boolean exact) {
    Block block = block(place, exact);
    RandomWeights weights = new RandomWeights(7);
    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> out = build(harness, block, weights, tokens, VALID);
      Operand<TFloat32> loss =
          harness.tf.sum(harness.tf.math.square(out), harness.tf.constant(new int[] {0, 1, 2}));
      List<float[]> gradients = harness.gradients(loss, weights.operands.values());

      List<String> paths = new ArrayList<>(weights.values.keySet());
      for (int p = 0; p < paths.size(); p++) {
        double[] values = weights.values.get(paths.get(p));
        for (int i = 0; i < values.length; i += 11) {
          assertThat((double) gradients.get(p)[i])
              .as("%s[%d]", paths.get(p), i)
              .isCloseTo(slope(block, weights, values, i), offset(2e-3));
        }
      }
    }
  }

  private double slope(Block block, RandomWeights weights, double[] values, int at) {
    double step = 1e-5;
    double before = values[at];
    values[at] = before + step;
    double up = squares(oracle(block, weights, VALID));
    values[at] = before - step;
    double down = squares(oracle(block, weights, VALID));
    values[at] = before;
    return (up - down) / (2 * step);
  }

  private static double squares(double[] x) {
    return Arrays.stream(x).map(v -> v * v).sum();
  }

  private static Block block(NormPlace place, boolean exact) {
    return new Block(
        new SoftmaxAttention(HEADS, 0),
        new GeluFeedForward(12, 0, exact),
        new LayerNorm(1e-5f),
        place,
        0);
  }

  private static float[] run(Block block, RandomWeights weights, float[] tokens, float[] valid) {
    try (GraphHarness harness = new GraphHarness()) {
      return harness.run(build(harness, block, weights, tokens, valid));
    }
  }

  private static Operand<TFloat32> build(
      GraphHarness harness, Block block, RandomWeights weights, float[] tokens, float[] valid) {
    int batch = tokens.length / EXAMPLE;
    Operand<TFloat32> in = harness.input(Shape.of(batch, LENGTH, WIDTH), tokens);
    Mask mask =
        valid == null ? Mask.none() : new Mask(harness.input(Shape.of(batch, LENGTH), valid));
    return block.apply(Scope.serving(harness.tf, weights), in, mask);
  }

  private double[] oracle(Block block, RandomWeights weights, float[] valid) {
    PlainBlock plain = new PlainBlock(weights.values);
    double[] all = new double[BATCH * EXAMPLE];
    for (int b = 0; b < BATCH; b++) {
      double[] mask =
          valid == null
              ? ones(LENGTH)
              : Samples.widen(Arrays.copyOfRange(valid, b * LENGTH, (b + 1) * LENGTH));
      double[] out = flat(plain.block("", block, example(tokens, b), mask));
      System.arraycopy(out, 0, all, b * EXAMPLE, EXAMPLE);
    }
    return all;
  }

  private static float[] slice(float[] x, int example) {
    return Arrays.copyOfRange(x, example * EXAMPLE, (example + 1) * EXAMPLE);
  }

  private static double[][] example(float[] x, int example) {
    double[][] rows = new double[LENGTH][];
    for (int i = 0; i < LENGTH; i++) {
      int from = example * EXAMPLE + i * WIDTH;
      rows[i] = Samples.widen(Arrays.copyOfRange(x, from, from + WIDTH));
    }
    return rows;
  }

  private static double[] flat(double[][] x) {
    return Arrays.stream(x).flatMapToDouble(Arrays::stream).toArray();
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static void assertClose(float[] actual, double[] expected, float tolerance) {
    assertThat(actual).hasSize(expected.length);
    for (int i = 0; i < actual.length; i++) {
      assertThat((double) actual[i])
          .as("at %d", i)
          .isCloseTo(expected[i], offset((double) tolerance));
    }
  }
}
