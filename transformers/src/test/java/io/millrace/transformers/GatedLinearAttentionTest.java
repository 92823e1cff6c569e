package io.millrace.transformers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

/** Gated linear attention: the contract of streaming, and what is its own. */
class GatedLinearAttentionTest extends StreamingMixerContract {

  private static final GatedLinearAttention ATTENTION = new GatedLinearAttention(2, 4, 3, 32);

  @Override
  StreamingMixer mixer() {
    return ATTENTION;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 64, 300})
  void theSizeOfAChunkChangesNothing(int chunk) {
    RandomWeights weights = new RandomWeights(7);
    float[] events = events(257);
    float[] expected = whole(ATTENTION, weights, events, 257, null);

    float[] mixed = whole(new GatedLinearAttention(2, 4, 3, chunk), weights, events, 257, null);

    assertClose(mixed, expected, 1e-4);
  }

  /** α from 0.5 (forgets at once) to nearly 1 (forgets nothing). */
  @ParameterizedTest
  @ValueSource(doubles = {-11, 4, 30})
  void fastAndSlowForgettingStayExactOverALongSequence(double bias) {
    RandomWeights drawn = new RandomWeights(7);
    float[] events = events(1000);
    whole(ATTENTION, drawn, events, 1000, null); // draws the weights

    float[] mixed = whole(ATTENTION, forgetting(drawn, bias), events, 1000, null);

    assertClose(stepped(ATTENTION, forgetting(drawn, bias), events, 1000), mixed, 1e-4);
  }

  private static Checkpoint forgetting(RandomWeights drawn, double bias) {
    return drawn.checkpoint(
        (path, values) ->
            path.equals("decay/outer/bias")
                ? Arrays.stream(values).map(value -> value + bias).toArray()
                : values);
  }

  @Test
  void aKeysStateIsOneMatrixAHead() {
    assertThat(ATTENTION.stateShapes(WIDTH)).containsExactly(Shape.of(2, 4, WIDTH / 2));
  }

  @Test
  void aChunkOfNothingIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GatedLinearAttention(2, 4, 3, 0))
        .withMessage("keySize, rank and chunk must be at least 1, not 4, 3 and 0");
  }
}
