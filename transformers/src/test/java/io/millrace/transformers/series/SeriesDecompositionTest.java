package io.millrace.transformers.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.millrace.transformers.GraphHarness;
import io.millrace.transformers.Samples;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

class SeriesDecompositionTest {

  private static final int LENGTH = 10;
  private static final int CHANNELS = 2;

  private final float[] series = Samples.uniform(new SplittableRandom(3), LENGTH * CHANNELS);

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 25}) // the last reaches beyond both ends at once
  void theTrendIsTheMovingAverageAndTheSumIsTheSeries(int window) {
    List<float[]> parts = split(window);

    for (int i = 0; i < series.length; i++) {
      assertThat((double) parts.get(1)[i]).isCloseTo(average(window, i), offset(1e-6));
      assertThat(parts.get(0)[i] + parts.get(1)[i]).isCloseTo(series[i], offset(1e-7f));
    }
  }

  @Test
  void anEvenWindowIsRefused() {
    assertThatThrownBy(() -> new SeriesDecomposition(24))
        .hasMessage("the moving average must be odd, not 24");
  }

  private double average(int window, int at) {
    double sum = 0;
    for (int offset = -(window / 2); offset <= window / 2; offset++) {
      int row = Math.max(0, Math.min(LENGTH - 1, at / CHANNELS + offset));
      sum += series[row * CHANNELS + at % CHANNELS];
    }
    return sum / window;
  }

  private List<float[]> split(int window) {
    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> fed = harness.input(Shape.of(1, LENGTH, CHANNELS), series);
      SeriesDecomposition.Split split =
          new SeriesDecomposition(window).apply(harness.tf, harness.tf.identity(fed));
      return harness.run(List.of(split.season(), split.trend()));
    }
  }
}
