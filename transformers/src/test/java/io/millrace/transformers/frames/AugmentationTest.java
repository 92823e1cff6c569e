package io.millrace.transformers.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.transformers.GraphHarness;
import io.millrace.transformers.Noise;
import io.millrace.transformers.RandomWeights;
import io.millrace.transformers.Scope;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

class AugmentationTest {

  private static final int BATCH = 40;
  private static final int LENGTH = 50;
  private static final Augmentation ALL = new Augmentation(0.1f, 0.1f, 0.1f, 0.2f);

  @Test
  void theSameSeedAndStepChangeWindowsAlikeAndAnotherStepOtherwise() {
    float[] first = trained(ALL, 3, 1);

    assertThat(trained(ALL, 3, 1)).isEqualTo(first);
    assertThat(trained(ALL, 3, 2)).isNotEqualTo(first);
    assertThat(trained(ALL, 4, 1)).isNotEqualTo(first);
  }

  @Test
  void windowsThatAreServedOrNotAugmentedStayAsTheyAre() {
    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> in = harness.input(Shape.of(BATCH, LENGTH, 1), ramps());

      Operand<TFloat32> served = ALL.apply(Scope.serving(harness.tf, new RandomWeights(1)), in);
      Operand<TFloat32> plain = Augmentation.none().apply(training(harness, 3, 1), in);

      assertThat(served).isSameAs(in);
      assertThat(plain).isSameAs(in);
    }
  }

  @Test
  void aShiftMovesEachWindowByItsOwnTimeAndDrawsItsEndsOut() {
    float[] moved = trained(new Augmentation(0, 0, 0.2f, 0), 3, 1);

    double least = LENGTH;
    double most = -LENGTH;
    for (int b = 0; b < BATCH; b++) {
      double by = moved[b * LENGTH + LENGTH / 2] - LENGTH / 2.0; // a ramp says where it was read
      for (int time = 0; time < LENGTH; time++) {
        double expected = Math.min(LENGTH - 1, Math.max(0, time + by));
        assertThat((double) moved[b * LENGTH + time]).isCloseTo(expected, within(1e-4));
      }
      least = Math.min(least, by);
      most = Math.max(most, by);
    }
    assertThat(least).isBetween(-10.0, -6.0); // a fifth of the window at most
    assertThat(most).isBetween(6.0, 10.0);
  }

  @Test
  void aStretchKeepsTheMiddleAndChangesThePace() {
    float[] moved = trained(new Augmentation(0, 0, 0, 0.3f), 3, 1);

    for (int b = 0; b < BATCH; b++) {
      double pace = moved[b * LENGTH + 26] - moved[b * LENGTH + 25];
      assertThat(pace).isBetween(0.7, 1.3);
      double middle = (moved[b * LENGTH + 24] + moved[b * LENGTH + 25]) / 2.0;
      assertThat(middle).isCloseTo(24.5, within(1e-4));
    }
  }

  @Test
  void sharesThatWouldLeaveNothingAreRefused() {
    assertThatThrownBy(() -> new Augmentation(0, 0, 1, 0))
        .hasMessageStartingWith("augmentation: expected shares from 0 to below 1");
  }

  private static float[] trained(Augmentation augmentation, int seed, int step) {
    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> in = harness.input(Shape.of(BATCH, LENGTH, 1), ramps());
      return harness.run(augmentation.apply(training(harness, seed, step), in));
    }
  }

  private static Scope training(GraphHarness harness, int seed, int step) {
    Noise noise = new Noise(seed, harness.tf.constant(step));
    return Scope.training(harness.tf, new RandomWeights(1), noise);
  }

  /** Windows whose samples are their times. */
  private static float[] ramps() {
    float[] ramps = new float[BATCH * LENGTH];
    for (int i = 0; i < ramps.length; i++) {
      ramps[i] = i % LENGTH;
    }
    return ramps;
  }
}
