package io.millrace.transformers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** What holds for every mixer, in graphs that know neither batch nor length. */
class MixerLawsTest {

  private static final int BATCH = 3;
  private static final int LENGTH = 5;
  private static final int WIDTH = 12;
  private static final int EXAMPLE = LENGTH * WIDTH;
  private static final int HEADS = 3; // no power of two
  private static final float[] VALID = {1, 1, 1, 1, 1, /**/ 1, 1, 1, 0, 0, /**/ 1, 0, 1, 1, 0};
  private static final float[] ALL = filled(BATCH * LENGTH, 1);

  private final float[] tokens = Samples.uniform(new SplittableRandom(5), BATCH * EXAMPLE);

  /** One example through plain loops. */
  interface Oracle {
    double[][] mix(PlainMixers plain, double[][] x, double[] valid);
  }

  record Case(String name, TokenMixer mixer, Oracle oracle) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> mixers() {
    AttentionWeights softmax = AttentionWeights.softmax();
    AttentionWeights clipped = new ClippedSoftmax(1.1f, -0.15f);
    PoolingMixer pooling = new PoolingMixer(3);
    RandomMixer random = new RandomMixer(16, 9);
    GatedLinearAttention linear = new GatedLinearAttention(HEADS, 2, 4, 2);
    ProbSparseAttention everyQuery = new ProbSparseAttention(HEADS, 5, 0, 1, false);
    SoftmaxAttention full = new SoftmaxAttention(HEADS, 0);
    return Stream.of(
        // Few tokens: all queries are chosen. Fewer would be another number of padded tokens.
        new Case(
            "sparse attention of every query",
            everyQuery,
            (all, x, valid) -> all.plain.attention("", full, x, valid)),
        attention("softmax attention", PositionBias.none(), softmax, false),
        attention("clipped softmax", PositionBias.none(), clipped, false),
        attention("gated attention", PositionBias.none(), softmax, true),
        attention("ALiBi", new AlibiBias(), softmax, false),
        attention("clipped, gated, ALiBi", new AlibiBias(), clipped, true),
        new Case("identity", new IdentityMixer(), (plain, x, valid) -> x),
        new Case("pooling", pooling, (plain, x, valid) -> plain.pooling(pooling, x, valid)),
        new Case("random", random, (plain, x, valid) -> plain.random(random, x, valid)),
        new Case(
            "gated linear attention",
            linear,
            (plain, x, valid) -> plain.gatedLinear(linear, x, valid)),
        new Case("Mamba", new MambaMixer(2), (plain, x, valid) -> plain.mamba.mamba("", x, valid)),
        new Case(
            "Mamba of both directions",
            new BidirectionalMamba(3),
            (plain, x, valid) -> plain.mamba.bidirectional("", x, valid)));
  }

  private static Case attention(
      String name, PositionBias bias, AttentionWeights weighting, boolean gated) {
    SoftmaxAttention mixer = new SoftmaxAttention(HEADS, 0, bias, weighting, gated);
    return new Case(name, mixer, (all, x, valid) -> all.plain.attention("", mixer, x, valid));
  }

  @ParameterizedTest
  @MethodSource("mixers")
  void theGraphComputesWhatPlainLoopsCompute(Case mixer) {
    RandomWeights weights = new RandomWeights(7);

    float[] output = run(mixer, weights, tokens, VALID, LENGTH);

    assertRealTokensEqual(
        output, oracle(mixer, weights, Samples.widen(tokens), VALID), VALID, 1e-5);
  }

  @ParameterizedTest
  @MethodSource("mixers")
  void withoutAMaskEveryTokenIsReal(Case mixer) {
    RandomWeights weights = new RandomWeights(7);

    float[] output = run(mixer, weights, tokens, null, LENGTH);

    assertRealTokensEqual(output, oracle(mixer, weights, Samples.widen(tokens), ALL), ALL, 1e-5);
  }

  @ParameterizedTest
  @MethodSource("mixers")
  void appendedPaddingChangesNoRealToken(Case mixer) {
    float[] longer = padded(tokens, WIDTH, 9f);
    float[] valid = padded(ALL, 1, 0f);

    float[] alone = run(mixer, new RandomWeights(7), tokens, null, LENGTH);
    float[] among = run(mixer, new RandomWeights(7), longer, valid, 2 * LENGTH);

    double[] expected = Samples.widen(padded(alone, WIDTH, 0f));
    assertRealTokensEqual(among, expected, valid, 1e-5);
  }

  @ParameterizedTest
  @MethodSource("mixers")
  void whatPaddingHoldsReachesNoRealToken(Case mixer) {
    float[] changed = tokens.clone();
    for (int i = 0; i < changed.length; i++) {
      changed[i] = VALID[i / WIDTH] == 1 ? changed[i] : 9f;
    }

    float[] before = run(mixer, new RandomWeights(7), tokens, VALID, LENGTH);
    float[] after = run(mixer, new RandomWeights(7), changed, VALID, LENGTH);

    assertRealTokensEqual(after, Samples.widen(before), VALID, 1e-6);
  }

  @ParameterizedTest
  @MethodSource("mixers")
  void anExampleAloneIsTheExampleAmongOthers(Case mixer) {
    float[] together = run(mixer, new RandomWeights(7), tokens, VALID, LENGTH);

    for (int b = 0; b < BATCH; b++) {
      float[] valid = part(VALID, b, LENGTH);
      float[] alone = run(mixer, new RandomWeights(7), part(tokens, b, EXAMPLE), valid, LENGTH);
      double[] expected = Samples.widen(part(together, b, EXAMPLE));
      assertRealTokensEqual(alone, expected, valid, 1e-5);
    }
  }

  @ParameterizedTest
  @MethodSource("mixers")
  void paddingAloneStaysFinite(Case mixer) {
    float[] output = run(mixer, new RandomWeights(7), tokens, filled(ALL.length, 0), LENGTH);

    for (float value : output) {
      assertThat(value).isFinite();
    }
  }

  @ParameterizedTest
  @MethodSource("mixers")
  void gradientsOfTokensAndWeightsAreTheSlopesOfTheOracle(Case mixer) {
    RandomWeights weights = new RandomWeights(7);
    double[] x = Samples.widen(tokens);
    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> in = harness.sequences(Shape.of(BATCH, LENGTH, WIDTH), tokens);
      Operand<TFloat32> valid = harness.sequences(Shape.of(BATCH, LENGTH), VALID);
      Operand<TFloat32> loss = squares(harness, build(harness, mixer, weights, in, valid), valid);
      List<Operand<TFloat32>> against = new ArrayList<>(weights.operands.values());
      against.add(in);

      List<float[]> gradients = harness.gradients(loss, against);

      List<double[]> moved = new ArrayList<>(weights.values.values());
      moved.add(x);
      for (int p = 0; p < moved.size(); p++) {
        for (int i = 0; i < moved.get(p).length; i += 7) {
          assertThat((double) gradients.get(p)[i])
              .as("%s, value %d of operand %d", mixer, i, p)
              .isCloseTo(slope(mixer, weights, x, moved.get(p), i), offset(1e-4));
        }
      }
    }
  }

  private static double slope(
      Case mixer, RandomWeights weights, double[] x, double[] values, int at) {
    double step = 1e-5;
    double before = values[at];
    values[at] = before + step;
    double up = squares(oracle(mixer, weights, x, VALID));
    values[at] = before - step;
    double down = squares(oracle(mixer, weights, x, VALID));
    values[at] = before;
    return (up - down) / (2 * step);
  }

  private static double squares(double[] output) {
    double sum = 0;
    for (int i = 0; i < output.length; i++) {
      sum += VALID[i / WIDTH] * output[i] * output[i];
    }
    return sum;
  }

  private static Operand<TFloat32> squares(
      GraphHarness harness, Operand<TFloat32> output, Operand<TFloat32> valid) {
    Operand<TFloat32> real = new Mask(valid).zero(harness.tf, output);
    return harness.tf.sum(harness.tf.math.square(real), harness.tf.constant(new int[] {0, 1, 2}));
  }

  private static float[] run(
      Case mixer, RandomWeights weights, float[] tokens, float[] valid, int length) {
    int batch = tokens.length / length / WIDTH;
    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> in = harness.sequences(Shape.of(batch, length, WIDTH), tokens);
      Operand<TFloat32> mask =
          valid == null ? null : harness.sequences(Shape.of(batch, length), valid);
      return harness.run(build(harness, mixer, weights, in, mask));
    }
  }

  private static Operand<TFloat32> build(
      GraphHarness harness,
      Case mixer,
      RandomWeights weights,
      Operand<TFloat32> in,
      Operand<TFloat32> valid) {
    Scope scope = Scope.serving(harness.tf, weights);
    // The identity returns its input, which a session doesn't fetch.
    return harness.tf.identity(mixer.mixer().mix(scope, in, new Mask(valid)));
  }

  private static double[] oracle(
      Case mixer, RandomWeights weights, double[] tokens, float[] valid) {
    PlainMixers plain = new PlainMixers(weights.values);
    return IntStream.range(0, BATCH)
        .mapToObj(b -> mixer.oracle().mix(plain, rows(tokens, b), mask(valid, b)))
        .flatMap(Arrays::stream)
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }

  private static double[][] rows(double[] x, int example) {
    double[][] rows = new double[LENGTH][];
    for (int i = 0; i < LENGTH; i++) {
      int from = example * EXAMPLE + i * WIDTH;
      rows[i] = Arrays.copyOfRange(x, from, from + WIDTH);
    }
    return rows;
  }

  private static double[] mask(float[] valid, int example) {
    return Samples.widen(part(valid, example, LENGTH));
  }

  private static float[] part(float[] x, int index, int size) {
    return Arrays.copyOfRange(x, index * size, (index + 1) * size);
  }

  /** Each example twice as long, its second half {@code filler}. */
  private static float[] padded(float[] x, int width, float filler) {
    float[] longer = filled(2 * x.length, filler);
    int example = LENGTH * width;
    for (int b = 0; b < BATCH; b++) {
      System.arraycopy(x, b * example, longer, 2 * b * example, example);
    }
    return longer;
  }

  private static float[] filled(int count, float value) {
    float[] filled = new float[count];
    Arrays.fill(filled, value);
    return filled;
  }

  private static void assertRealTokensEqual(
      float[] actual, double[] expected, float[] valid, double tolerance) {
    assertThat(actual).hasSize(expected.length);
    for (int i = 0; i < actual.length; i++) {
      if (valid[i / WIDTH] == 1) {
        assertThat((double) actual[i]).as("at %d", i).isCloseTo(expected[i], offset(tolerance));
      }
    }
  }
}
