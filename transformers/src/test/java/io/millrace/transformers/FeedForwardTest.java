package io.millrace.transformers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** What changes each position by itself: feed-forwards, norms and embeddings. */
class FeedForwardTest {

  private static final int POSITIONS = 6;
  private static final int WIDTH = 4;
  private static final List<Integer> WIDTHS = List.of(2, 4, 8, 16);
  private static final int FULL = 16;
  private static final NestedFeedForward NESTED = new NestedFeedForward(WIDTHS, FULL, 0, true);

  private final float[] tokens = Samples.uniform(new SplittableRandom(5), POSITIONS * WIDTH);

  /** Anything that changes each position by itself. */
  interface Layer {
    Operand<TFloat32> apply(Scope at, Operand<TFloat32> x);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void gegluComputesWhatPlainLoopsCompute(boolean exact) {
    RandomWeights weights = new RandomWeights(7);

    float[] output = serve(new GegluFeedForward(5, 0, exact)::apply, weights);

    assertClose(output, geglu(weights.values, Samples.widen(tokens), exact), 1e-6);
  }

  @Test
  void rmsNormComputesWhatPlainLoopsCompute() {
    RandomWeights weights = new RandomWeights(7);

    float[] output = serve(new RmsNorm(1e-5f)::apply, weights);

    assertClose(output, rms(weights.values, Samples.widen(tokens)), 1e-6);
  }

  @Test
  void theGradientsOfGegluAreTheSlopesOfTheOracle() {
    assertSlopes(new GegluFeedForward(5, 0, true)::apply, (weights, x) -> geglu(weights, x, true));
  }

  @Test
  void theGradientsOfRmsNormAreTheSlopesOfTheOracle() {
    assertSlopes(new RmsNorm(1e-5f)::apply, FeedForwardTest::rms);
  }

  @Test
  void aLinearEmbeddingIsALinearMapUnderTheSameNames() {
    RandomWeights embedding = new RandomWeights(7);
    RandomWeights linear = new RandomWeights(7);

    float[] embedded =
        serve((at, x) -> new LinearEmbedding(3, 0.5f).apply(at.child("embedding"), x), embedding);
    float[] mapped = serve((at, x) -> new Linear(3).apply(at.child("embedding"), x), linear);

    assertThat(embedded).isEqualTo(mapped);
    assertThat(embedding.values.keySet()).containsExactly("embedding/kernel", "embedding/bias");
  }

  @ParameterizedTest
  @CsvSource({"2", "4", "8", "16"})
  void aNestedWidthIsExactlyTheNetworkOfItsFirstHiddenUnits(int width) {
    RandomWeights weights = drawn(NESTED::apply);

    float[] sliced = serve(NESTED.serving(width)::apply, weights.checkpoint());

    float[] small = serve(new GeluFeedForward(width, 0, true)::apply, leading(weights, width));
    assertThat(sliced).isEqualTo(small);
  }

  @Test
  void eachTrainingStepIsOneOfTheServedNetworksAndEveryOneHasItsTurn() {
    RandomWeights weights = drawn(NESTED::apply);
    Map<Integer, float[]> served = new TreeMap<>();
    WIDTHS.forEach(m -> served.put(m, serve(NESTED.serving(m)::apply, weights.checkpoint())));
    TreeSet<Integer> trained = new TreeSet<>();

    for (int step = 0; step < 20; step++) {
      trained.add(equal(served, train(NESTED::apply, weights.checkpoint(), step)));
    }

    assertThat(trained).containsExactlyElementsOf(WIDTHS);
  }

  @Test
  void oneStepTrainsOneWidthInEveryLayerAndTrainsItAgainWhenRepeated() {
    RandomWeights weights = drawn(NESTED::apply);
    Layer twice =
        (at, x) ->
            at.tf().concat(List.of(NESTED.apply(at, x), NESTED.apply(at, x)), at.tf().constant(-1));
    for (int step = 0; step < 4; step++) {
      float[] both = train(twice, weights.checkpoint(), step);

      assertThat(train(twice, weights.checkpoint(), step)).isEqualTo(both);
      for (int i = 0; i < both.length; i += 2 * WIDTH) {
        assertThat(Arrays.copyOfRange(both, i, i + WIDTH))
            .isEqualTo(Arrays.copyOfRange(both, i + WIDTH, i + 2 * WIDTH));
      }
    }
  }

  @Test
  void theWeightsOfEveryServedWidthAreThoseOfTheFullNetwork() {
    for (int width : WIDTHS) {
      assertThat(drawn(NESTED.serving(width)::apply).values)
          .hasEntrySatisfying("inner/kernel", kernel -> assertThat(kernel).hasSize(WIDTH * FULL))
          .hasEntrySatisfying("inner/bias", bias -> assertThat(bias).hasSize(FULL))
          .hasEntrySatisfying("outer/kernel", kernel -> assertThat(kernel).hasSize(FULL * WIDTH))
          .hasEntrySatisfying("outer/bias", bias -> assertThat(bias).hasSize(WIDTH));
    }
  }

  @Test
  void aWidthThatIsNotNestedIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NESTED.serving(3))
        .withMessage("served must be one of [2, 4, 8, 16], not 3");
  }

  /** The width whose served output is the gated one. */
  private static int equal(Map<Integer, float[]> served, float[] gated) {
    return served.entrySet().stream()
        .filter(output -> distance(gated, Samples.widen(output.getValue())) <= 1e-6)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no served width computes what this step trains"))
        .getKey();
  }

  /** The first {@code width} hidden columns and rows of a full checkpoint. */
  private static Checkpoint leading(RandomWeights full, int width) {
    return full.checkpoint(
        (path, values) ->
            switch (path) {
              case "inner/kernel" -> columns(values, width);
              case "inner/bias" -> Arrays.copyOf(values, width);
              case "outer/kernel" -> Arrays.copyOf(values, width * WIDTH);
              default -> values;
            });
  }

  private static double[] columns(double[] kernel, int width) {
    double[] columns = new double[WIDTH * width];
    for (int row = 0; row < WIDTH; row++) {
      System.arraycopy(kernel, row * FULL, columns, row * width, width);
    }
    return columns;
  }

  private RandomWeights drawn(Layer layer) {
    RandomWeights weights = new RandomWeights(7);
    serve(layer, weights);
    return weights;
  }

  private float[] serve(Layer layer, Weights weights) {
    try (GraphHarness harness = new GraphHarness()) {
      return harness.run(layer.apply(Scope.serving(harness.tf, weights), input(harness)));
    }
  }

  private float[] train(Layer layer, Weights weights, int step) {
    try (GraphHarness harness = new GraphHarness()) {
      Noise noise = new Noise(13, harness.tf.constant(step));
      return harness.run(layer.apply(Scope.training(harness.tf, weights, noise), input(harness)));
    }
  }

  private Operand<TFloat32> input(GraphHarness harness) {
    return harness.sequences(Shape.of(2, POSITIONS / 2, WIDTH), tokens);
  }

  /** The layer in plain loops. */
  interface Oracle {
    double[] apply(Map<String, double[]> weights, double[] x);
  }

  private void assertSlopes(Layer layer, Oracle oracle) {
    RandomWeights weights = new RandomWeights(7);
    double[] x = Samples.widen(tokens);
    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> in = input(harness);
      Operand<TFloat32> out = layer.apply(Scope.serving(harness.tf, weights), in);
      Operand<TFloat32> loss =
          harness.tf.sum(harness.tf.math.square(out), harness.tf.constant(new int[] {0, 1, 2}));
      List<Operand<TFloat32>> against = new ArrayList<>(weights.operands.values());
      against.add(in);

      List<float[]> gradients = harness.gradients(loss, against);

      List<double[]> moved = new ArrayList<>(weights.values.values());
      moved.add(x);
      for (int p = 0; p < moved.size(); p++) {
        double[] slopes = slopes(moved.get(p), () -> squares(oracle.apply(weights.values, x)));
        assertClose(gradients.get(p), slopes, 1e-4);
      }
    }
  }

  private static double[] slopes(double[] values, Supplier<Double> loss) {
    double step = 1e-5;
    double[] slopes = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double before = values[i];
      values[i] = before + step;
      double up = loss.get();
      values[i] = before - step;
      slopes[i] = (up - loss.get()) / (2 * step);
      values[i] = before;
    }
    return slopes;
  }

  private static double squares(double[] x) {
    return Arrays.stream(x).map(v -> v * v).sum();
  }

  private static double[] geglu(Map<String, double[]> weights, double[] x, boolean exact) {
    PlainBlock plain = new PlainBlock(weights);
    double[][] gate = plain.linear("gate/", rows(x));
    double[][] inner = plain.linear("inner/", rows(x));
    for (int i = 0; i < inner.length; i++) {
      for (int c = 0; c < inner[i].length; c++) {
        inner[i][c] *= PlainBlock.gelu(gate[i][c], exact);
      }
    }
    return flat(plain.linear("outer/", inner));
  }

  private static double[] rms(Map<String, double[]> weights, double[] x) {
    return flat(new PlainBlock(weights).rmsNorm("", rows(x), 1e-5f));
  }

  private static double[][] rows(double[] x) {
    double[][] rows = new double[x.length / WIDTH][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(x, i * WIDTH, (i + 1) * WIDTH);
    }
    return rows;
  }

  private static double[] flat(double[][] x) {
    return Arrays.stream(x).flatMapToDouble(Arrays::stream).toArray();
  }

  private static double distance(float[] a, double[] b) {
    double distance = 0;
    for (int i = 0; i < a.length; i++) {
      distance = Math.max(distance, Math.abs(a[i] - b[i]));
    }
    return distance;
  }

  private static void assertClose(float[] actual, double[] expected, double tolerance) {
    assertThat(actual).hasSize(expected.length);
    assertThat(distance(actual, expected)).isCloseTo(0, offset(tolerance));
  }
}
