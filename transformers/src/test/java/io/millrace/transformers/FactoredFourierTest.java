package io.millrace.transformers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

class FactoredFourierTest {

  private static final int BATCH = 2;
  private static final int CHANNELS = 3;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 12, 17, 30, 97, 144, 2 * 31})
  void aSpectrumIsWhatPlainSumsSay(int length) {
    float[] series = series(length);
    FactoredFourier fourier = new FactoredFourier(length);
    try (GraphHarness harness = new GraphHarness()) {
      float[] spectrum = harness.run(fourier.spectrum(harness.tf, fed(harness, series, length)));

      for (int i = 0; i < spectrum.length; i++) {
        int channel = i % CHANNELS;
        int part = i / CHANNELS % 2;
        int frequency = fourier.frequencies().get(i / CHANNELS / 2 % length);
        int window = i / CHANNELS / 2 / length;
        double expected = plain(series, length, window, channel, frequency, part);
        assertThat((double) spectrum[i]).as("at %d", i).isCloseTo(expected, offset(2e-5));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 12, 17, 97, 144, 4096})
  void aSeriesComesBackFromItsSpectrum(int length) {
    float[] series = series(length);
    FactoredFourier fourier = new FactoredFourier(length);
    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> spectrum = fourier.spectrum(harness.tf, fed(harness, series, length));

      float[] back = harness.run(fourier.series(harness.tf, spectrum));

      assertThat(back).containsExactly(series, offset(2e-6f));
    }
  }

  @ParameterizedTest
  @CsvSource({"4096, 48", "144, 25", "96, 20", "97, 97", "720, 31", "1, 1"})
  void aLengthIsCutIntoSmallFactors(int length, int sum) {
    FactoredFourier fourier = new FactoredFourier(length);

    assertThat(fourier.factors().stream().mapToInt(each -> each).sum()).isEqualTo(sum);
    assertThat(fourier.factors().stream().reduce(1, (a, b) -> a * b)).isEqualTo(length);
    assertThat(fourier.frequencies())
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, length).boxed().toList());
  }

  @Test
  void aLengthOfNothingIsRefused() {
    assertThatThrownBy(() -> new FactoredFourier(0)).hasMessage("length must be at least 1, not 0");
  }

  private static double plain(
      float[] series, int length, int window, int channel, int frequency, int part) {
    double sum = 0;
    for (int t = 0; t < length; t++) {
      double angle = -2 * Math.PI * ((long) t * frequency % length) / length;
      double value = series[(window * length + t) * CHANNELS + channel];
      sum += value * (part == 0 ? Math.cos(angle) : Math.sin(angle));
    }
    return sum;
  }

  private static float[] series(int length) {
    return Samples.uniform(new SplittableRandom(length), BATCH * length * CHANNELS);
  }

  private static Operand<TFloat32> fed(GraphHarness harness, float[] series, int length) {
    return harness.input(Shape.of(BATCH, length, CHANNELS), series);
  }
}
