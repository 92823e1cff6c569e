package io.millrace.transformers.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.transformers.GraphHarness;
import io.millrace.transformers.RandomWeights;
import io.millrace.transformers.Samples;
import io.millrace.transformers.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** The network, against plain loops in double precision and by its own laws. */
class WindowClassifierTest {

  private static final int BATCH = 3;
  private static final int CHANNELS = 2;
  private static final int LABELS = 3;

  static Stream<WindowClassifier> networks() {
    FrameInput standardised = new Standardised(List.of(0.1, -0.2), List.of(0.5, 0.3));
    FrameInput log = logarithms(0.05);
    return Stream.of(
        network(20, standardised, new ConvolutionalEmbedding(5, 1, 3, 1, 8), 1),
        network(20, log, new ConvolutionalEmbedding(5, 4, 3, 2, 8), 2), // 5 tokens
        network(23, standardised, new ConvolutionalEmbedding(6, 3, 5, 3, 8), 1), // 8, the last of 2
        network(7, standardised, new ConvolutionalEmbedding(2, 4, 3, 1, 8), 1), // a longer stride
        network(6, log, new ConvolutionalEmbedding(3, 2, 3, 1, 8), 0));
  }

  private static CompressedLog logarithms(double unit) {
    return new CompressedLog(unit, new Standardised(List.of(0.8, 0.6), List.of(1.2, 0.9)));
  }

  private static WindowClassifier network(
      int length, FrameInput input, ConvolutionalEmbedding embedding, int blocks) {
    return new WindowClassifier(
        length, CHANNELS, LABELS, input, embedding, blocks, 2, 12, 0.1f, 0.5f);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void logitsAndMapAreWhatPlainLoopsCompute(WindowClassifier network) {
    RandomWeights weights = new RandomWeights(7);
    float[] frames = frames(network);

    List<float[]> answer = run(network, weights, frames);

    PlainWindowClassifier plain = new PlainWindowClassifier(network, weights.values);
    for (int b = 0; b < BATCH; b++) {
      PlainWindowClassifier.Answer expected = plain.answer(frame(network, frames, b));
      assertClose(row(answer.get(0), b), expected.logits(), 2e-5);
      double[] map = Arrays.stream(expected.map()).flatMapToDouble(Arrays::stream).toArray();
      assertClose(row(answer.get(1), b), map, 1e-4); // values of up to 10
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void theMapsMeanOverTimeAndTheBiasAreTheLogits(WindowClassifier network) {
    RandomWeights weights = new RandomWeights(7);

    List<float[]> answer = run(network, weights, frames(network));

    for (int i = 0; i < BATCH * LABELS; i++) {
      double sum = 0;
      for (int time = 0; time < network.length(); time++) {
        sum += answer.get(1)[i * network.length() + time];
      }
      double bias = weights.values.get("head/bias")[i % LABELS];
      assertThat((double) answer.get(0)[i]).isCloseTo(sum / network.length() + bias, within(2e-5));
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void aWindowAloneIsTheWindowAmongOthers(WindowClassifier network) {
    float[] frames = frames(network);

    List<float[]> together = run(network, new RandomWeights(7), frames);

    int size = frames.length / BATCH;
    for (int b = 0; b < BATCH; b++) {
      float[] one = Arrays.copyOfRange(frames, b * size, (b + 1) * size);
      List<float[]> alone = run(network, new RandomWeights(7), one);
      for (int output = 0; output < 2; output++) {
        double[] expected = Samples.widen(row(together.get(output), b));
        assertClose(alone.get(output), expected, 2e-5);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void gradientsOfEveryWeightAreTheSlopesOfTheOracle(WindowClassifier network) {
    RandomWeights weights = new RandomWeights(7);
    float[] frames = frames(network);
    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> logits = build(harness, network, weights, frames).logits();
      Operand<TFloat32> loss =
          harness.tf.sum(harness.tf.math.square(logits), harness.tf.constant(new int[] {0, 1}));

      List<float[]> gradients = harness.gradients(loss, weights.operands.values());

      List<String> paths = new ArrayList<>(weights.values.keySet());
      for (int p = 0; p < paths.size(); p++) {
        double[] values = weights.values.get(paths.get(p));
        for (int i = 0; i < values.length; i += 7) {
          double slope = slope(network, weights, frames, values, i);
          assertThat((double) gradients.get(p)[i])
              .as("%s[%d]", paths.get(p), i)
              .isCloseTo(slope, within(1e-3 * Math.max(1, Math.abs(slope))));
        }
      }
    }
  }

  @Test
  void withoutBlocksATokenSpeaksOfItsOwnSamplesAlone() {
    WindowClassifier network =
        network(40, logarithms(0.05), new ConvolutionalEmbedding(4, 4, 3, 1, 8), 0);
    float[] frames = frames(network);
    float[] changed = frames.clone();
    changed[17 * CHANNELS] += 5; // of the token of samples 16 to 19

    float[] before = run(network, new RandomWeights(7), frames).get(1);
    float[] after = run(network, new RandomWeights(7), changed).get(1);

    for (int time = 0; time < 40; time++) {
      assertThat(after[time] == before[time]).isEqualTo(time < 16 || time > 19);
    }
  }

  @Test
  void positionsAreThoseOfThePaper() {
    float[] values = new SinusoidalPositions(3, 4).values();

    assertThat(values[0]).isZero();
    assertThat(values[1]).isEqualTo(1);
    assertThat((double) values[2 * 4]).isCloseTo(Math.sin(2), within(1e-6));
    assertThat((double) values[2 * 4 + 3]).isCloseTo(Math.cos(2 / 100.0), within(1e-6));
  }

  @Test
  void whatCannotBeANetworkIsRefusedByName() {
    ConvolutionalEmbedding embedding = new ConvolutionalEmbedding(5, 1, 3, 1, 9);
    assertThatThrownBy(() -> network(20, logarithms(1), embedding, 1))
        .hasMessage("heads: expected a divisor of the width, 9, found 2");
    assertThatThrownBy(() -> new Convolution(3, 4, 8))
        .hasMessageContaining("a kernel no shorter than the stride, found kernel 3, stride 4");
    assertThatThrownBy(() -> new ConvolutionalEmbedding(3, 1, 3, 0, 8))
        .hasMessage("layers: expected at least 1, found 0");
    assertThatThrownBy(() -> logarithms(0))
        .hasMessage("unit: expected a number above 0, found 0.0");
    assertThatThrownBy(() -> new Standardised(List.of(1.0), List.of(0.0)))
        .hasMessage("deviations: expected one above 0 for each of 1 channels, found [0.0]");
  }

  @Test
  void theScaleIsThatOfTheTrainingFramesAndAStillChannelKeepsItsUnit() {
    double[][] first = {{1, 3}, {5, 5}};
    double[][] second = {{5, 7}, {5, 5}};

    Standardised fitted = Standardised.fit(List.of(first, second));

    assertThat(fitted.means()).containsExactly(4.0, 5.0);
    assertThat(fitted.deviations()).containsExactly(Math.sqrt(5), 1.0);
    CompressedLog logarithms = CompressedLog.fit(2, List.<double[][]>of(first));
    double mean = (Math.log(1.5) + Math.log(2.5)) / 2;
    assertThat(logarithms.scale().means().get(0)).isCloseTo(mean, within(1e-12));
    assertThat(logarithms.scaled(-3, 0))
        .isCloseTo(-mean / logarithms.scale().deviations().get(0), within(1e-12));
  }

  private static double slope(
      WindowClassifier network, RandomWeights weights, float[] frames, double[] values, int at) {
    double step = 1e-6;
    double before = values[at];
    values[at] = before + step;
    double up = squares(network, weights, frames);
    values[at] = before - step;
    double down = squares(network, weights, frames);
    values[at] = before;
    return (up - down) / (2 * step);
  }

  private static double squares(WindowClassifier network, RandomWeights weights, float[] frames) {
    PlainWindowClassifier plain = new PlainWindowClassifier(network, weights.values);
    double sum = 0;
    for (int b = 0; b < BATCH; b++) {
      for (double logit : plain.answer(frame(network, frames, b)).logits()) {
        sum += logit * logit;
      }
    }
    return sum;
  }

  private static List<float[]> run(
      WindowClassifier network, RandomWeights weights, float[] frames) {
    try (GraphHarness harness = new GraphHarness()) {
      WindowClassifier.Answer answer = build(harness, network, weights, frames);
      return harness.run(List.of(answer.logits(), answer.activationMap()));
    }
  }

  private static WindowClassifier.Answer build(
      GraphHarness harness, WindowClassifier network, RandomWeights weights, float[] frames) {
    int batch = frames.length / (network.length() * CHANNELS);
    Operand<TFloat32> in = harness.input(Shape.of(batch, network.length(), CHANNELS), frames);
    return network.answer(Scope.serving(harness.tf, weights), in);
  }

  private static float[] frames(WindowClassifier network) {
    return Samples.uniform(new SplittableRandom(5), BATCH * network.length() * CHANNELS);
  }

  /** {@code [time][channel]} */
  private static double[][] frame(WindowClassifier network, float[] frames, int example) {
    double[][] frame = new double[network.length()][];
    for (int time = 0; time < frame.length; time++) {
      int from = (example * frame.length + time) * CHANNELS;
      frame[time] = Samples.widen(Arrays.copyOfRange(frames, from, from + CHANNELS));
    }
    return frame;
  }

  private static float[] row(float[] values, int row) {
    int size = values.length / BATCH;
    return Arrays.copyOfRange(values, row * size, (row + 1) * size);
  }

  private static void assertClose(float[] actual, double[] expected, double tolerance) {
    assertThat(actual).hasSize(expected.length);
    for (int i = 0; i < actual.length; i++) {
      assertThat((double) actual[i]).as("at %d", i).isCloseTo(expected[i], within(tolerance));
    }
  }
}
