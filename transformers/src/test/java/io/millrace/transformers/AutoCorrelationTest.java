package io.millrace.transformers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

class AutoCorrelationTest {

  private static final int BATCH = 2;
  private static final int WIDTH = 3;
  private static final AutoCorrelation MIXER = new AutoCorrelation(1);

  @ParameterizedTest
  @ValueSource(ints = {10, 11, 24})
  void theGraphComputesWhatPlainLoopsCompute(int length) {
    float[] tokens = tokens(1, length);
    RandomWeights weights = new RandomWeights(7);

    float[] mixed = mix(MIXER, weights, tokens, tokens);

    assertClose(mixed, plain(weights, tokens, tokens));
  }

  @ParameterizedTest
  @CsvSource({"12, 20", "20, 12"})
  void aMemoryIsCutOrFilledUpWithZeros(int length, int memoryLength) {
    float[] tokens = tokens(1, length);
    float[] memory = tokens(2, memoryLength);
    RandomWeights weights = new RandomWeights(7);

    float[] mixed = mix(MIXER, weights, tokens, memory);

    assertClose(mixed, plain(weights, tokens, memory));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 7, 12, 24})
  void theBestDelayOfAPeriodicSeriesIsAMultipleOfItsPeriod(int period) {
    int length = 4 * period;
    float[] series = new float[length];
    SplittableRandom random = new SplittableRandom(period);
    float[] cycle = Samples.uniform(random, period);
    for (int t = 0; t < length; t++) {
      series[t] = cycle[t % period] + 0.01f * Samples.uniform(random, 1)[0];
    }
    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> fed = harness.input(Shape.of(1, length, 1), series);

      float[] correlation = harness.run(AutoCorrelation.correlation(harness.tf, fed, fed));

      List<Integer> best =
          IntStream.range(1, length)
              .boxed()
              .sorted(Comparator.comparing(delay -> -correlation[delay]))
              .toList();
      assertThat(best.subList(0, 3)).containsExactlyInAnyOrder(period, 2 * period, 3 * period);
      assertThat(correlation[0]).isGreaterThan(correlation[best.get(3)]);
    }
  }

  @Test
  void anExampleAloneIsTheExampleAmongOthers() {
    float[] tokens = tokens(1, 24);
    RandomWeights weights = new RandomWeights(7);
    float[] together = mix(MIXER, weights, tokens, tokens);

    float[] second = Arrays.copyOfRange(tokens, 24 * WIDTH, 2 * 24 * WIDTH);
    float[] alone = mix(MIXER, weights.checkpoint(), second, second, 1);

    assertThat(alone)
        .containsExactly(Arrays.copyOfRange(together, 24 * WIDTH, 2 * 24 * WIDTH), offset(1e-5f));
  }

  @Test
  void gradientsAreTheSlopesOfPlainLoops() {
    float[] tokens = louder(tokens(1, 12));
    float[] memory = louder(tokens(2, 10));
    RandomWeights weights = new RandomWeights(7);
    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> mixed =
          MIXER.mix(
              Scope.serving(harness.tf, weights),
              harness.input(Shape.of(BATCH, 12, WIDTH), tokens),
              harness.input(Shape.of(BATCH, 10, WIDTH), memory));
      Operand<TFloat32> loss =
          harness.tf.sum(harness.tf.math.square(mixed), harness.tf.constant(new int[] {0, 1, 2}));

      Map<String, Double> largest =
          Slopes.assertGradients(
              harness,
              loss,
              weights,
              () -> Arrays.stream(plain(weights, tokens, memory)).map(each -> each * each).sum(),
              1);

      assertThat(largest.get("query/kernel")).isGreaterThan(1e-3);
      assertThat(largest.get("key/kernel")).isGreaterThan(1e-3);
      assertThat(largest.get("value/kernel")).isGreaterThan(1e-3);
    }
  }

  @Test
  void paddingIsRefused() {
    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> tokens = harness.input(Shape.of(1, 4, WIDTH), new float[4 * WIDTH]);
      Mask mask = new Mask(harness.input(Shape.of(1, 4), new float[] {1, 1, 1, 0}));
      Scope at = Scope.serving(harness.tf, new RandomWeights(1)).child("mixer");
      assertThatThrownBy(() -> MIXER.mix(at, tokens, mask))
          .hasMessage("mixer: auto-correlation needs whole windows");
    }
  }

  /** The mixed values of all examples, flat. */
  private static double[] plain(RandomWeights weights, float[] tokens, float[] memory) {
    PlainBlock linear = new PlainBlock(weights.values);
    return IntStream.range(0, BATCH)
        .mapToObj(
            window -> {
              double[][] query = linear.linear("query/", rows(tokens, window));
              double[][] key = fitted(linear.linear("key/", rows(memory, window)), query.length);
              double[][] value =
                  fitted(linear.linear("value/", rows(memory, window)), query.length);
              return linear.linear("output/", rolled(correlation(query, key), value));
            })
        .flatMap(Arrays::stream)
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }

  private static double[] correlation(double[][] query, double[][] key) {
    int length = query.length;
    double[] correlation = new double[length];
    for (int delay = 0; delay < length; delay++) {
      for (int t = 0; t < length; t++) {
        for (int c = 0; c < WIDTH; c++) {
          correlation[delay] += query[t][c] * key[(t - delay + length) % length][c] / WIDTH;
        }
      }
    }
    return correlation;
  }

  private static double[][] rolled(double[] correlation, double[][] value) {
    int length = value.length;
    List<Integer> best =
        IntStream.range(0, length)
            .boxed()
            .sorted(Comparator.comparing(delay -> -correlation[delay]))
            .limit((int) Math.log(length))
            .toList();
    double sum = best.stream().mapToDouble(delay -> Math.exp(correlation[delay])).sum();
    double[][] rolled = new double[length][WIDTH];
    for (int delay : best) {
      for (int t = 0; t < length; t++) {
        for (int c = 0; c < WIDTH; c++) {
          rolled[t][c] += Math.exp(correlation[delay]) / sum * value[(t + delay) % length][c];
        }
      }
    }
    return rolled;
  }

  private static double[][] fitted(double[][] rows, int length) {
    double[][] fitted = new double[length][WIDTH];
    System.arraycopy(rows, 0, fitted, 0, Math.min(length, rows.length));
    return fitted;
  }

  private static double[][] rows(float[] tokens, int window) {
    int length = tokens.length / BATCH / WIDTH;
    double[][] rows = new double[length][WIDTH];
    for (int i = 0; i < length * WIDTH; i++) {
      rows[i / WIDTH][i % WIDTH] = tokens[window * length * WIDTH + i];
    }
    return rows;
  }

  private static float[] tokens(long seed, int length) {
    return Samples.uniform(new SplittableRandom(seed), BATCH * length * WIDTH);
  }

  /** So that delays differ in strength. */
  private static float[] louder(float[] tokens) {
    float[] louder = tokens.clone();
    for (int i = 0; i < louder.length; i++) {
      louder[i] *= 3;
    }
    return louder;
  }

  private static float[] mix(CrossMixer mixer, Weights weights, float[] tokens, float[] memory) {
    return mix(mixer, weights, tokens, memory, BATCH);
  }

  private static float[] mix(
      CrossMixer mixer, Weights weights, float[] tokens, float[] memory, int batch) {
    try (GraphHarness harness = new GraphHarness()) {
      return harness.run(
          mixer.mix(
              Scope.serving(harness.tf, weights),
              harness.input(Shape.of(batch, tokens.length / batch / WIDTH, WIDTH), tokens),
              harness.input(Shape.of(batch, memory.length / batch / WIDTH, WIDTH), memory)));
    }
  }

  private static void assertClose(float[] actual, double[] expected) {
    assertThat(Samples.widen(actual)).containsExactly(expected, offset(1e-5));
  }
}
