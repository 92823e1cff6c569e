package io.millrace.transformers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Other ways to compute one linear map of 24 numbers to 16, each against the plain one. */
class ProjectionTest {

  private static final int ROWS = 5;
  private static final int INPUTS = 24;
  private static final int OUTPUTS = 16;
  private static final float[] X = Samples.uniform(new SplittableRandom(1), ROWS * INPUTS);

  @Test
  void bfloat16IsNearTheExactMap() {
    assertThat(relativeError(new BrainFloat(), weights())).isBetween(1e-5, 1e-2);
  }

  @Test
  void bytesAreNearTheExactMapThoughInputsDoNotBeginAtZero() {
    Map<String, float[]> weights = weights();
    weights.put(ByteInteger.RANGE, new float[] {-0.5f, 0.5f});

    assertThat(relativeError(new ByteInteger(), weights)).isBetween(1e-5, 1.5e-2);
  }

  @Test
  void aLowRankIsTheProductOfItsTwoMatrices() {
    SplittableRandom random = new SplittableRandom(3);
    float[] down = Samples.uniform(random, INPUTS * 2);
    float[] up = Samples.uniform(random, 2 * OUTPUTS);
    Map<String, float[]> narrow = weights();
    narrow.put("down", down);
    narrow.put("kernel", up);
    Map<String, float[]> whole = weights();
    float[] product = new float[INPUTS * OUTPUTS];
    for (int i = 0; i < product.length; i++) {
      for (int r = 0; r < 2; r++) {
        product[i] += down[i / OUTPUTS * 2 + r] * up[r * OUTPUTS + i % OUTPUTS];
      }
    }
    whole.put("kernel", product);

    float[] found = run(new LowRank(2), narrow);

    assertThat(apart(found, run(Projection.dense(), whole))).isLessThan(1e-5);
  }

  @Test
  void aRankThatSavesNothingIsRefused() {
    assertThatThrownBy(() -> run(new LowRank(10), weights()))
        .hasMessageContaining("rank 10 saves nothing of a matrix of 24 × 16")
        .hasMessageContaining("must be under 9");
  }

  @Test
  void bytesDoNotLearn() {
    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> x = harness.input(Shape.of(ROWS, INPUTS), X);
      Scope learning = Scope.serving(harness.tf, new Variables());

      assertThatThrownBy(() -> new ByteInteger().apply(learning, x, OUTPUTS))
          .hasMessage("weight kernel still learns: it has no values yet");
    }
  }

  private static double relativeError(Projection projection, Map<String, float[]> weights) {
    return apart(run(projection, weights), run(Projection.dense(), weights));
  }

  /** Euclidean, over the length of what was expected. */
  private static double apart(float[] found, float[] expected) {
    double error = 0;
    double size = 0;
    for (int i = 0; i < found.length; i++) {
      error += Math.pow(found[i] - expected[i], 2);
      size += Math.pow(expected[i], 2);
    }
    return Math.sqrt(error / size);
  }

  private static float[] run(Projection projection, Map<String, float[]> weights) {
    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> x = harness.input(Shape.of(ROWS, INPUTS), X);
      Scope at = Scope.serving(harness.tf, new Checkpoint(weights));
      return harness.run(projection.apply(at, x, OUTPUTS));
    }
  }

  private static Map<String, float[]> weights() {
    SplittableRandom random = new SplittableRandom(2);
    Map<String, float[]> weights = new HashMap<>();
    weights.put("kernel", Samples.uniform(random, INPUTS * OUTPUTS));
    weights.put("bias", Samples.uniform(random, OUTPUTS));
    return weights;
  }
}
