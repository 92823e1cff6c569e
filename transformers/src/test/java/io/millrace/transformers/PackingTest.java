package io.millrace.transformers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Two texts of two and three tokens, in a batch of length three. */
class PackingTest {

  private static final int WIDTH = 4;
  private static final Shape PADDED = Shape.of(2, 3, WIDTH);
  private static final int[][] MASK = {{1, 1, 0}, {1, 1, 1}};
  private static final Block BLOCK =
      new Block(
          new SoftmaxAttention(2, 0, new AlibiBias(), AttentionWeights.softmax(), true),
          new GegluFeedForward(6, 0, true),
          new LayerNorm(1e-5f),
          NormPlace.AFTER,
          0);

  @Test
  void packedTokensAreTheRealOnesInOrder() {
    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> padded =
          harness.input(PADDED, Samples.uniform(new SplittableRandom(1), 24));
      Packing packing = packing(harness);

      float[] packed = harness.run(packing.pack(harness.tf, padded));

      float[] all = Samples.uniform(new SplittableRandom(1), 24);
      for (int token = 0; token < 5; token++) {
        int place = token < 2 ? token : token + 1;
        for (int d = 0; d < WIDTH; d++) {
          assertThat(packed[token * WIDTH + d]).isEqualTo(all[place * WIDTH + d]);
        }
      }
    }
  }

  @Test
  void aBlockWithoutPaddingGivesWhatItGivesWithPadding() {
    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> padded =
          harness.input(PADDED, Samples.uniform(new SplittableRandom(2), 24));
      Packing packing = packing(harness);
      Scope at = Scope.serving(harness.tf, new RandomWeights(3));
      Operand<TFloat32> usual = packing.pack(harness.tf, BLOCK.apply(at, padded, packing.mask()));
      Operand<TFloat32> unpadded = BLOCK.applyPacked(at, packing.pack(harness.tf, padded), packing);

      List<float[]> both = harness.run(List.of(usual, unpadded));

      assertThat(both.get(1)).containsExactly(both.get(0), within(1e-5f));
    }
  }

  @Test
  void theyLearnTheSame() {
    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> padded =
          harness.input(PADDED, Samples.uniform(new SplittableRandom(2), 24));
      Packing packing = packing(harness);
      Scope at = Scope.serving(harness.tf, new RandomWeights(3));
      Operand<TFloat32> usual =
          loss(harness, packing.pack(harness.tf, BLOCK.apply(at, padded, packing.mask())));
      Operand<TFloat32> unpadded =
          loss(harness, BLOCK.applyPacked(at, packing.pack(harness.tf, padded), packing));

      float[] slopes = harness.gradients(unpadded, List.of(padded)).get(0);

      assertThat(slopes)
          .containsExactly(harness.gradients(usual, List.of(padded)).get(0), within(1e-4f));
    }
  }

  private static Operand<TFloat32> loss(GraphHarness harness, Operand<TFloat32> x) {
    Operand<TFloat32> flat = harness.tf.reshape(x, harness.tf.constant(new int[] {-1}));
    return harness.tf.sum(
        harness.tf.math.mul(harness.tf.math.square(flat), flat), harness.tf.constant(0));
  }

  private static Packing packing(GraphHarness harness) {
    Operand<TInt32> mask = harness.tf.constant(MASK);
    return Packing.of(harness.tf, mask);
  }
}
