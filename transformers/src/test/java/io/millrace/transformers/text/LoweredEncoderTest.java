package io.millrace.transformers.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.transformers.Checkpoint;
import io.millrace.transformers.GraphHarness;
import io.millrace.transformers.Lowering;
import io.millrace.transformers.Scope;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The network lowered for CPUs computes what the plain one does. */
class LoweredEncoderTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void drawnEncodersComputeTheSameOnDrawnTexts(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int heads = 1 + random.nextInt(4);
    int hidden = 5 + random.nextInt(20);
    int width = heads * (2 + random.nextInt(5));
    TextEncoder.Size size =
        new TextEncoder.Size(50, 20, width, 1 + random.nextInt(3), heads, hidden);

    float apart =
        apart(TextEncoder.bert(size, 2, 1e-12f, 0), RandomEncoders.bert(size, seed), random, 2);

    assertThat(apart).isLessThanOrEqualTo(1e-5f);
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24})
  void headsThatKnowPlacesComputeTheSame(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    TextEncoder.Size size = new TextEncoder.Size(50, 0, 24, 2, 4, 20);

    float apart =
        apart(TextEncoder.mosaic(size, 1e-12f, 0), RandomEncoders.mosaic(size, seed), random, 2);

    assertThat(apart).isLessThanOrEqualTo(1e-5f);
  }

  @Test
  void attentionWhoseWeightsSomebodyAskedForIsLeftAsItIs() {
    TextEncoder.Size size = new TextEncoder.Size(50, 20, 8, 1, 2, 12);
    try (GraphHarness harness = new GraphHarness()) {
      Lowering lowering = new Lowering();
      Scope at = Scope.lowered(harness.tf, new Checkpoint(RandomEncoders.bert(size, 1)), lowering);
      TextEncoder encoder = TextEncoder.bert(size, 2, 1e-12f, 0);
      Operand<TInt32> ids = harness.tf.constant(new int[][] {{1, 2, 3}});

      var unused = encoder.apply(at.noting(new HashMap<>()), ids, ids);

      assertThat(lowering.attentions()).isZero();
    }
  }

  /** The largest difference at a real token, over some drawn batches. */
  private static float apart(
      TextEncoder encoder, Map<String, float[]> weights, SplittableRandom random, int batches) {
    float apart = 0;
    for (int i = 0; i < batches; i++) {
      int[][] mask = new int[1 + random.nextInt(5)][1 + random.nextInt(16)];
      int[][] ids = new int[mask.length][mask[0].length];
      for (int text = 0; text < mask.length; text++) {
        Arrays.fill(mask[text], 0, 1 + random.nextInt(mask[text].length), 1);
        Arrays.setAll(ids[text], place -> random.nextInt(50));
      }
      apart = Math.max(apart, apart(encoder, weights, ids, mask));
    }
    return apart;
  }

  private static float apart(
      TextEncoder encoder, Map<String, float[]> weights, int[][] ids, int[][] mask) {
    try (GraphHarness harness = new GraphHarness()) {
      Ops tf = harness.tf;
      Checkpoint checkpoint = new Checkpoint(weights);
      Lowering lowering = new Lowering();
      Operand<TInt32> valid = tf.constant(mask);
      List<Operand<TFloat32>> both =
          List.of(
              real(
                  tf, encoder.apply(Scope.serving(tf, checkpoint), tf.constant(ids), valid), valid),
              real(
                  tf,
                  encoder.apply(Scope.lowered(tf, checkpoint, lowering), tf.constant(ids), valid),
                  valid));
      List<float[]> found = harness.run(both);
      assertThat(lowering.attentions()).isEqualTo(encoder.layers());
      assertThat(found.get(0)[0]).isNotCloseTo(0, within(1e-4f));
      return apart(found.get(0), found.get(1));
    }
  }

  private static Operand<TFloat32> real(Ops tf, Operand<TFloat32> tokens, Operand<TInt32> mask) {
    return tf.math.mul(
        tokens, tf.expandDims(tf.dtypes.cast(mask, TFloat32.class), tf.constant(-1)));
  }

  private static float apart(float[] one, float[] other) {
    assertThat(one).hasSameSizeAs(other);
    float apart = 0;
    for (int i = 0; i < one.length; i++) {
      apart = Math.max(apart, Math.abs(one[i] - other[i]));
    }
    return apart;
  }
}
