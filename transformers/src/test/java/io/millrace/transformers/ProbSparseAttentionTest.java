package io.millrace.transformers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

class ProbSparseAttentionTest {

  private static final int LENGTH = 12;
  private static final int WIDTH = 6;
  private static final int HEADS = 2;
  private static final int SIZE = WIDTH / HEADS;
  private static final int CHOSEN = 3; // ⌈ln 12⌉
  private static final Shape SHAPE = Shape.of(1, LENGTH, WIDTH);

  private final float[] tokens = Samples.uniform(new SplittableRandom(5), LENGTH * WIDTH);

  /**
   * What is inside of one example.
   *
   * @param chosen {@code [heads, length]}
   * @param query of each head, {@code [heads, length, size]}; so are key, value and mixed
   */
  record Inside(
      float[] chosen,
      double[][][] query,
      double[][][] key,
      double[][][] value,
      double[][][] mixed) {}

  @Test
  void whereAllQueriesAreChosenItIsPlainAttention() {
    RandomWeights weights = new RandomWeights(7);
    float[] sparse = mix(new ProbSparseAttention(HEADS, LENGTH, 0, 1, false), weights, tokens);

    float[] full = mix(new SoftmaxAttention(HEADS, 0), weights.checkpoint(), tokens);

    assertClose(sparse, full, 1e-6);
  }

  @Test
  void aQueryThatIsNotChosenGetsTheMeanOfTheValues() {
    Inside inside = inside(sparse(1, false), tokens);

    for (int head = 0; head < HEADS; head++) {
      double[] mean = mean(inside.value()[head], LENGTH);
      for (int row = 0; row < LENGTH; row++) {
        boolean chosen = inside.chosen()[head * LENGTH + row] == 1;
        double[] expected = chosen ? attended(inside, head, row, LENGTH) : mean;
        assertThat(inside.mixed()[head][row]).containsExactly(expected, offset(1e-6));
      }
    }
  }

  @Test
  void aCausalQueryThatIsNotChosenGetsTheMeanOfTheValuesSoFar() {
    Inside inside = inside(sparse(1, true), tokens);

    for (int head = 0; head < HEADS; head++) {
      for (int row = 0; row < LENGTH; row++) {
        boolean chosen = inside.chosen()[head * LENGTH + row] == 1;
        double[] expected =
            chosen ? attended(inside, head, row, row + 1) : mean(inside.value()[head], row + 1);
        assertThat(inside.mixed()[head][row]).containsExactly(expected, offset(1e-6));
      }
    }
  }

  @Test
  void eachHeadChoosesAsManyAsTheLogarithmSaysByWhatTheyHaveToChoose() {
    Inside inside = inside(sparse(1, false), tokens);
    Inside all = inside(sparse(LENGTH, false), tokens);

    for (int head = 0; head < HEADS; head++) {
      int chosen = 0;
      for (int row = 0; row < LENGTH; row++) {
        chosen += (int) inside.chosen()[head * LENGTH + row];
        assertThat(all.chosen()[head * LENGTH + row]).isEqualTo(1);
      }
      assertThat(chosen).isEqualTo(CHOSEN);
    }
  }

  /** One query's scores reach far, the others' are all but equal: whatever the sample, it wins. */
  @Test
  void theQueryThatHasMostToChooseIsChosen() {
    float[] flat = new float[LENGTH * WIDTH];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = tokens[i] * (i / WIDTH == 8 ? 100 : 1);
    }

    Inside inside = inside(sparse(1, false), flat);

    assertThat(inside.chosen()[8]).isEqualTo(1);
    assertThat(inside.chosen()[LENGTH + 8]).isEqualTo(1);
  }

  @Test
  void causalAttentionOfEveryQueryHearsNothingOfWhatComesLater() {
    ProbSparseAttention causal = new ProbSparseAttention(HEADS, LENGTH, 0, 1, true);
    float[] changed = tokens.clone();
    changed[8 * WIDTH + 1] += 3;

    float[] before = mix(causal, new RandomWeights(7), tokens);
    float[] after = mix(causal, new RandomWeights(7), changed);

    for (int i = 0; i < 8 * WIDTH; i++) {
      assertThat(after[i]).isCloseTo(before[i], offset(1e-6f));
    }
    assertThat(after[8 * WIDTH]).isNotCloseTo(before[8 * WIDTH], offset(1e-3f));
  }

  /** Wherever the choice stays the same: that later tokens have a say in it is the paper's. */
  @Test
  void aCausalRowWhoseChoiceStaysHearsNothingOfWhatComesLater() {
    float[] changed = tokens.clone();
    changed[10 * WIDTH + 1] += 3;

    Inside before = inside(sparse(1, true), tokens);
    Inside after = inside(sparse(1, true), changed);

    for (int head = 0; head < HEADS; head++) {
      int stayed = 0;
      for (int row = 0; row < 10; row++) {
        int at = head * LENGTH + row;
        if (before.chosen()[at] == after.chosen()[at]) {
          stayed++;
          assertThat(after.mixed()[head][row])
              .containsExactly(before.mixed()[head][row], offset(1e-6));
        }
      }
      assertThat(stayed).isGreaterThan(5);
    }
  }

  @Test
  void theSameWindowGetsTheSameAnswerAndAnotherSeedAnotherSample() {
    float[] once = mix(sparse(1, false), new RandomWeights(7), tokens);

    assertThat(mix(sparse(1, false), new RandomWeights(7), tokens)).containsExactly(once);
    assertThat(
            List.of(2L, 3L, 4L, 5L).stream()
                .map(
                    seed ->
                        mix(
                            new ProbSparseAttention(HEADS, 1, 0, seed, false),
                            new RandomWeights(7),
                            tokens)))
        .anySatisfy(other -> assertThat(other).isNotEqualTo(once));
  }

  @Test
  void whatPaddingHoldsReachesNoRealTokenOfASparseChoice() {
    float[] valid = {1, 1, 1, 1, 0, 1, 1, 1, 0, 1, 0, 0};
    float[] changed = tokens.clone();
    for (int i = 0; i < changed.length; i++) {
      changed[i] = valid[i / WIDTH] == 1 ? changed[i] : 9f;
    }

    float[] before = mix(sparse(1, false), new RandomWeights(7), tokens, valid);
    float[] after = mix(sparse(1, false), new RandomWeights(7), changed, valid);

    for (int i = 0; i < after.length; i++) {
      if (valid[i / WIDTH] == 1) {
        assertThat(after[i]).isCloseTo(before[i], offset(1e-6f));
      }
    }
  }

  /** Through the rows that are picked, put back and left indifferent; a step changes no choice. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theGradientOfASparseChoiceIsTheSlope(boolean causal) {
    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> in = harness.sequences(SHAPE, tokens);
      Scope scope = Scope.serving(harness.tf, new RandomWeights(7));
      Operand<TFloat32> mixed = sparse(1, causal).mix(scope, in, Mask.none());
      Operand<TFloat32> loss =
          harness.tf.sum(harness.tf.math.square(mixed), harness.tf.constant(new int[] {0, 1, 2}));

      float[] gradient = harness.gradients(loss, List.of(in)).get(0);

      for (int i = 0; i < tokens.length; i++) {
        float slope = (moved(harness, loss, i, 1e-2f) - moved(harness, loss, i, -1e-2f)) / 2e-2f;
        assertThat(gradient[i]).as("at %d", i).isCloseTo(slope, offset(2e-3f));
      }
    }
  }

  private float moved(GraphHarness harness, Operand<TFloat32> loss, int at, float step) {
    float[] moved = tokens.clone();
    moved[at] += step;
    harness.refeed(moved);
    return harness.run(loss)[0];
  }

  @Test
  void aFactorOfNothingIsRefused() {
    assertThatThrownBy(() -> sparse(0, false)).hasMessage("factor must be at least 1, not 0");
  }

  private static ProbSparseAttention sparse(int factor, boolean causal) {
    return new ProbSparseAttention(HEADS, factor, 0, 1, causal);
  }

  private static float[] mix(TokenMixer mixer, Weights weights, float[] tokens) {
    return mix(mixer, weights, tokens, null);
  }

  private static float[] mix(TokenMixer mixer, Weights weights, float[] tokens, float[] valid) {
    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> in = harness.sequences(SHAPE, tokens);
      Mask mask = new Mask(valid == null ? null : harness.sequences(Shape.of(1, LENGTH), valid));
      return harness.run(mixer.mix(Scope.serving(harness.tf, weights), in, mask));
    }
  }

  private static Inside inside(TokenMixer mixer, float[] tokens) {
    try (GraphHarness harness = new GraphHarness()) {
      Map<String, Operand<TFloat32>> notes = new HashMap<>();
      Scope scope = Scope.serving(harness.tf, new RandomWeights(7)).noting(notes);
      mixer.mix(scope, harness.sequences(SHAPE, tokens), Mask.none());
      List<float[]> values =
          harness.run(
              List.of("chosen", "query", "key", "value", "mixed").stream()
                  .map(notes::get)
                  .toList());
      return new Inside(
          values.get(0),
          heads(values.get(1)),
          heads(values.get(2)),
          heads(values.get(3)),
          heads(values.get(4)));
    }
  }

  private static double[][][] heads(float[] values) {
    double[][][] heads = new double[HEADS][LENGTH][SIZE];
    for (int i = 0; i < values.length; i++) {
      heads[i / SIZE / LENGTH][i / SIZE % LENGTH][i % SIZE] = values[i];
    }
    return heads;
  }

  private static double[] mean(double[][] values, int rows) {
    double[] mean = new double[SIZE];
    for (int row = 0; row < rows; row++) {
      for (int c = 0; c < SIZE; c++) {
        mean[c] += values[row][c] / rows;
      }
    }
    return mean;
  }

  private static double[] attended(Inside inside, int head, int row, int keys) {
    double[] scores = new double[keys];
    double[] ones = new double[keys];
    for (int key = 0; key < keys; key++) {
      ones[key] = 1;
      for (int c = 0; c < SIZE; c++) {
        scores[key] += inside.query()[head][row][c] * inside.key()[head][key][c] / Math.sqrt(SIZE);
      }
    }
    double[] weights = PlainBlock.softmax(scores, ones);
    double[] sum = new double[SIZE];
    for (int key = 0; key < keys; key++) {
      for (int c = 0; c < SIZE; c++) {
        sum[c] += weights[key] * inside.value()[head][key][c];
      }
    }
    return sum;
  }

  private static void assertClose(float[] actual, float[] expected, double tolerance) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat((double) actual[i]).isCloseTo(expected[i], offset(tolerance));
    }
  }
}
