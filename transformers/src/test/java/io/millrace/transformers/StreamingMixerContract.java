package io.millrace.transformers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** What holds for every mixer that also runs event by event. */
abstract class StreamingMixerContract {

  static final int KEYS = 2;
  static final int WIDTH = 8;

  /** The mixer under test. */
  abstract StreamingMixer mixer();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 31, 32, 33, 500, 2048})
  void steppingThroughASequenceEqualsMixingItWhole(int length) {
    RandomWeights weights = new RandomWeights(7);
    float[] events = events(length);

    float[] whole = whole(mixer(), weights, events, length, null);

    assertClose(stepped(mixer(), weights, events, length), whole, 1e-4);
  }

  @Test
  void theFutureDoesNotReachThePast() {
    RandomWeights weights = new RandomWeights(7);
    float[] events = events(40);
    float[] changed = events.clone();
    Arrays.fill(changed, 39 * WIDTH, 40 * WIDTH, 9f); // the first key's last event

    float[] before = whole(mixer(), weights, events, 40, null);
    float[] after = whole(mixer(), weights, changed, 40, null);

    assertClose(Arrays.copyOf(after, 39 * WIDTH), Arrays.copyOf(before, 39 * WIDTH), 1e-6);
  }

  @Test
  void aPaddedPositionLeavesTheStateAsItWas() {
    RandomWeights weights = new RandomWeights(7);
    int length = 50;
    float[] events = events(length);
    float[] holes = new float[KEYS * 2 * length * WIDTH];
    float[] valid = new float[KEYS * 2 * length];
    for (int event = 0; event < KEYS * length; event++) {
      valid[2 * event + 1] = 1; // padding before every event
      Arrays.fill(holes, 2 * event * WIDTH, (2 * event + 1) * WIDTH, 9f);
      System.arraycopy(events, event * WIDTH, holes, (2 * event + 1) * WIDTH, WIDTH);
    }

    float[] mixed = whole(mixer(), weights, holes, 2 * length, valid);

    float[] real = new float[events.length];
    for (int event = 0; event < KEYS * length; event++) {
      System.arraycopy(mixed, (2 * event + 1) * WIDTH, real, event * WIDTH, WIDTH);
    }
    assertClose(real, whole(mixer(), weights, events, length, null), 1e-5);
  }

  @Test
  void theStateNeverGrows() {
    try (Stepper stepper = new Stepper(mixer(), new RandomWeights(7))) {
      for (int event = 0; event < 100; event++) {
        stepper.step(new float[KEYS * WIDTH]);
      }

      List<Shape> shapes = mixer().stateShapes(WIDTH);
      assertThat(stepper.state).hasSameSizeAs(shapes);
      for (int part = 0; part < shapes.size(); part++) {
        assertThat(stepper.state.get(part)).hasSize((int) shapes.get(part).size() * KEYS);
      }
    }
  }

  static float[] events(int length) {
    return Samples.uniform(new SplittableRandom(length), KEYS * length * WIDTH);
  }

  /** By the whole-sequence form. */
  static float[] whole(
      StreamingMixer mixer, Weights weights, float[] events, int length, float[] valid) {
    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> in = harness.sequences(Shape.of(KEYS, length, WIDTH), events);
      Mask mask = new Mask(valid == null ? null : harness.sequences(Shape.of(KEYS, length), valid));
      return harness.run(mixer.mix(Scope.serving(harness.tf, of(weights)), in, mask));
    }
  }

  /** Event by event. */
  static float[] stepped(StreamingMixer mixer, Weights weights, float[] events, int length) {
    float[] outputs = new float[events.length];
    try (Stepper stepper = new Stepper(mixer, weights)) {
      for (int t = 0; t < length; t++) {
        float[] token = new float[KEYS * WIDTH];
        for (int key = 0; key < KEYS; key++) {
          System.arraycopy(events, (key * length + t) * WIDTH, token, key * WIDTH, WIDTH);
        }
        float[] output = stepper.step(token);
        for (int key = 0; key < KEYS; key++) {
          System.arraycopy(output, key * WIDTH, outputs, (key * length + t) * WIDTH, WIDTH);
        }
      }
    }
    return outputs;
  }

  /** Weights belong to one graph: what an earlier graph drew is a checkpoint to the next. */
  private static Weights of(Weights weights) {
    return weights instanceof RandomWeights drawn && !drawn.values.isEmpty()
        ? drawn.checkpoint()
        : weights;
  }

  static void assertClose(float[] actual, float[] expected, double tolerance) {
    assertThat(actual).hasSize(expected.length);
    for (int i = 0; i < actual.length; i++) {
      assertThat((double) actual[i]).as("at %d", i).isCloseTo(expected[i], offset(tolerance));
    }
  }

  /** A graph of one step, and the state that goes around it. */
  private static final class Stepper implements AutoCloseable {

    private final GraphHarness harness = new GraphHarness();
    private final List<Operand<TFloat32>> outputs = new ArrayList<>();
    private final List<float[]> state = new ArrayList<>();

    Stepper(StreamingMixer mixer, Weights weights) {
      Operand<TFloat32> token = harness.input(Shape.of(KEYS, WIDTH), new float[KEYS * WIDTH]);
      List<Operand<TFloat32>> before = new ArrayList<>();
      for (Shape shape : mixer.stateShapes(WIDTH)) {
        state.add(new float[(int) shape.size() * KEYS]);
        before.add(
            harness.input(Shape.of(KEYS).append(shape), new float[(int) shape.size() * KEYS]));
      }
      StreamingMixer.Step step = mixer.step(Scope.serving(harness.tf, of(weights)), token, before);
      outputs.add(step.output());
      outputs.addAll(step.state());
    }

    float[] step(float[] token) {
      harness.refeed(token);
      for (int part = 0; part < state.size(); part++) {
        harness.refeed(1 + part, state.get(part));
      }
      List<float[]> after = harness.run(outputs);
      for (int part = 0; part < state.size(); part++) {
        state.set(part, after.get(1 + part));
      }
      return after.get(0);
    }

    @Override
    public void close() {
      harness.close();
    }
  }
}
