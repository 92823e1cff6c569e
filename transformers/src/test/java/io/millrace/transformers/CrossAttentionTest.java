package io.millrace.transformers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

class CrossAttentionTest {

  private static final int WIDTH = 6;
  private static final int TOKENS = 3;
  private static final int MEMORY = 5;
  private static final CrossAttention CROSS = new CrossAttention(2, 0);

  private final float[] memory = Samples.uniform(new SplittableRandom(1), MEMORY * WIDTH);
  private final RandomWeights weights = new RandomWeights(3);

  @Test
  void attendingToItselfIsPlainAttention() {
    float[] cross = mix(memory, memory);

    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> own = harness.sequences(Shape.of(1, MEMORY, WIDTH), memory);
      float[] plain =
          harness.run(
              new SoftmaxAttention(2, 0)
                  .mix(Scope.serving(harness.tf, weights.checkpoint()), own, Mask.none()));
      assertThat(plain).containsExactly(cross, offset(1e-6f));
    }
  }

  @Test
  void aTokensAnswerDependsOnItAndTheMemoryAlone() {
    float[] tokens = Samples.uniform(new SplittableRandom(2), TOKENS * WIDTH);
    float[] together = mix(tokens, memory);

    float[] alone = mix(Arrays.copyOfRange(tokens, WIDTH, 2 * WIDTH), memory);

    assertThat(alone)
        .containsExactly(Arrays.copyOfRange(together, WIDTH, 2 * WIDTH), offset(1e-6f));
  }

  @Test
  void gradientsReachEveryWeightOfADecoderBlock() {
    DecoderBlock block =
        new DecoderBlock(
            new SoftmaxAttention(2, 0), CROSS, new GeluFeedForward(4, 0, true), norm(), 0);
    RandomWeights drawn = new RandomWeights(4);
    float[] tokens = Samples.uniform(new SplittableRandom(2), TOKENS * WIDTH);
    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> out =
          block.apply(
              Scope.serving(harness.tf, drawn),
              harness.sequences(Shape.of(1, TOKENS, WIDTH), tokens),
              harness.sequences(Shape.of(1, MEMORY, WIDTH), memory));
      Operand<TFloat32> loss = cubes(harness, out);

      List<float[]> gradients = harness.gradients(loss, drawn.operands.values());

      assertThat(gradients)
          .zipSatisfy(
              List.copyOf(drawn.operands.keySet()),
              (gradient, path) -> {
                if (!path.endsWith("key/bias")) { // which softmax is blind to
                  assertThat(gradient).as(path).isNotEqualTo(new float[gradient.length]);
                }
              });
      assertThat(drawn.operands.keySet())
          .contains("mixer/query/kernel", "cross/value/kernel", "feedForward/norm/scale");
    }
  }

  private static LayerNorm norm() {
    return new LayerNorm(1e-5f);
  }

  private static Operand<TFloat32> cubes(GraphHarness harness, Operand<TFloat32> x) {
    var tf = harness.tf;
    return tf.sum(tf.math.mul(x, tf.math.square(x)), tf.constant(new int[] {0, 1, 2}));
  }

  private float[] mix(float[] tokens, float[] heard) {
    try (GraphHarness harness = new GraphHarness()) {
      Map<String, double[]> known = weights.values;
      Weights from = known.isEmpty() ? weights : weights.checkpoint();
      return harness.run(
          CROSS.mix(
              Scope.serving(harness.tf, from),
              harness.sequences(Shape.of(1, tokens.length / WIDTH, WIDTH), tokens),
              harness.sequences(Shape.of(1, heard.length / WIDTH, WIDTH), heard)));
    }
  }
}
