package io.millrace.transformers.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.transformers.GraphHarness;
import io.millrace.transformers.Mask;
import io.millrace.transformers.Noise;
import io.millrace.transformers.RandomWeights;
import io.millrace.transformers.Samples;
import io.millrace.transformers.Scope;
import io.millrace.transformers.SoftmaxAttention;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

class SkippedMixerTest {

  private static final int WINDOWS = 200;
  private static final int SIZE = 3 * 8; // of a window
  private static final SoftmaxAttention ATTENTION = new SoftmaxAttention(2, 0);

  private final float[] tokens = Samples.uniform(new SplittableRandom(5), WINDOWS * SIZE);

  @Test
  void aWindowIsSkippedWholeOrMixedAndScaledUpSoThatTheMeanStays() {
    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> in = harness.input(Shape.of(WINDOWS, 3, 8), tokens);
      RandomWeights weights = new RandomWeights(7);
      Scope training = Scope.training(harness.tf, weights, new Noise(3, harness.tf.constant(1)));
      Operand<TFloat32> plain = ATTENTION.mix(training, in, Mask.none());
      Operand<TFloat32> skipped = new SkippedMixer(ATTENTION, 0.25f).mix(training, in, Mask.none());

      List<float[]> both = harness.run(List.of(plain, skipped));

      int windows = 0;
      for (int window = 0; window < WINDOWS; window++) {
        boolean out = both.get(1)[window * SIZE] == 0;
        windows += out ? 1 : 0;
        for (int i = window * SIZE; i < (window + 1) * SIZE; i++) {
          double expected = out ? 0 : both.get(0)[i] / 0.75;
          assertThat((double) both.get(1)[i]).isCloseTo(expected, within(1e-5));
        }
      }
      assertThat(windows).isBetween(30, 70); // a quarter of 200
    }
  }

  @Test
  void nothingIsSkippedWhereItServes() {
    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> in = harness.input(Shape.of(WINDOWS, 3, 8), tokens);
      Scope serving = Scope.serving(harness.tf, new RandomWeights(7));
      Operand<TFloat32> plain = ATTENTION.mix(serving, in, Mask.none());

      Operand<TFloat32> served = new SkippedMixer(ATTENTION, 0.5f).mix(serving, in, Mask.none());

      assertThat(harness.run(served)).isEqualTo(harness.run(plain));
    }
  }
}
