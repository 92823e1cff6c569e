package io.millrace.transformers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** What is Mamba's own: who hears whom, and how it starts. */
class MambaMixerTest {

  private static final int LENGTH = 70; // more than a chunk of chunks
  private static final int WIDTH = 20;

  private final float[] tokens = Samples.uniform(new SplittableRandom(5), LENGTH * WIDTH);
  private final RandomWeights weights = new RandomWeights(7);

  @Test
  void inOneDirectionATokenHearsWhatWasBeforeItAndNothingAfter() {
    float[] straight = mixed(new MambaMixer(2), weights, tokens);

    float[] changed = mixed(new MambaMixer(2), weights.checkpoint(), withToken(30, 2f));

    assertThat(distance(straight, changed, 29)).isZero();
    assertThat(distance(straight, changed, 30)).isGreaterThan(1e-3);
    assertThat(distance(straight, changed, 31)).isGreaterThan(1e-4);
  }

  @Test
  void inBothDirectionsEveryNeighbourHearsAToken() {
    float[] straight = mixed(new BidirectionalMamba(2), weights, tokens);

    float[] changed = mixed(new BidirectionalMamba(2), weights.checkpoint(), withToken(30, 2f));

    assertThat(distance(straight, changed, 29)).isGreaterThan(1e-4);
    assertThat(distance(straight, changed, 31)).isGreaterThan(1e-4);
  }

  @Test
  void turningTheTokensRoundAndSwappingTheDirectionsTurnsTheOutputRound() {
    float[] straight = mixed(new BidirectionalMamba(3), weights, tokens);

    float[] turned = mixed(new BidirectionalMamba(3), swapped(), turned(tokens));

    float[] expected = turned(straight);
    for (int i = 0; i < expected.length; i++) {
      assertThat(turned[i]).isCloseTo(expected[i], offset(1e-6f));
    }
  }

  @Test
  void theOrderOfTokensMatters() {
    float[] straight = mixed(new BidirectionalMamba(2), weights, tokens);

    float[] turned = turned(mixed(new BidirectionalMamba(2), weights.checkpoint(), turned(tokens)));

    assertThat(distance(straight, turned, 30)).isGreaterThan(1e-3);
  }

  /** One rate for each state, and steps from a thousandth to a tenth. */
  @Test
  void itStartsAsThePapersCodeStarts() {
    Map<String, float[]> fresh = fresh(new MambaMixer(3));

    float[] logs = fresh.get("logDecay");
    assertThat(logs[0]).isZero();
    assertThat(logs[WIDTH]).isEqualTo((float) Math.log(2));
    assertThat(logs[3 * WIDTH - 1]).isEqualTo((float) Math.log(3));
    assertThat(fresh.get("skip")).containsOnly(1f);
    assertThat(fresh.get("step/low/kernel")).hasSize(WIDTH * 2); // a rank for 16 channels begun
    for (float bias : fresh.get("step/bias")) {
      assertThat(Math.log1p(Math.exp(bias))).isBetween(0.99e-3, 0.101);
    }
  }

  @Test
  void aMixerWithoutStatesIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BidirectionalMamba(0))
        .withMessage("states must be at least 1, not 0");
  }

  private static float[] mixed(TokenMixer mixer, Weights weights, float[] tokens) {
    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> in = harness.sequences(Shape.of(1, LENGTH, WIDTH), tokens);
      return harness.run(mixer.mix(Scope.serving(harness.tf, weights), in, Mask.none()));
    }
  }

  private Map<String, float[]> fresh(TokenMixer mixer) {
    Map<String, float[]> fresh = new LinkedHashMap<>();
    Weights initial =
        (tf, path, shape, start) -> {
          float[] values = start.values(shape, path.hashCode());
          fresh.put(path, values);
          return weights.weight(tf, path, shape, start);
        };
    mixed(mixer, initial, tokens);
    return fresh;
  }

  private float[] withToken(int token, float value) {
    float[] changed = tokens.clone();
    Arrays.fill(changed, token * WIDTH, (token + 1) * WIDTH, value);
    return changed;
  }

  /** What was drawn for one direction is the other's. */
  private Checkpoint swapped() {
    return weights.checkpoint(
        (path, values) ->
            weights.values.get(
                path.startsWith("forward/")
                    ? path.replace("forward/", "backward/")
                    : path.replace("backward/", "forward/")));
  }

  private static float[] turned(float[] rows) {
    float[] turned = new float[rows.length];
    for (int t = 0; t < LENGTH; t++) {
      System.arraycopy(rows, t * WIDTH, turned, (LENGTH - 1 - t) * WIDTH, WIDTH);
    }
    return turned;
  }

  /** The largest difference within one token. */
  private static double distance(float[] a, float[] b, int token) {
    double largest = 0;
    for (int i = token * WIDTH; i < (token + 1) * WIDTH; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }
}
