package io.millrace.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForecastNetworkTest {

  private static final List<String> VARIATES = List.of("cpu", "load");

  @TempDir Path root;

  @Test
  void everyRowOfAnyBatchIsForecastFromItsOwnHistory() {
    Random random = new Random(5);
    try (ForecastNetwork network = load()) {
      for (int batch : new int[] {1, 3, 32, 33, 70}) {
        float[] history = new float[batch * 3 * 2]; // [batch, lookback, variates]
        for (int i = 0; i < history.length; i++) {
          history[i] = random.nextFloat();
        }

        Prediction prediction = network.predict(history, batch);

        for (int row = 0; row < batch; row++) {
          for (int variate = 0; variate < 2; variate++) {
            float last = history[(row * 3 + 2) * 2 + variate];
            assertThat(prediction.mean(row, 3, variate)).isEqualTo(last);
            assertThat(prediction.quantile(row, 0, variate, 0)).isEqualTo(last - 1);
            assertThat(prediction.quantile(row, 3, variate, 2)).isEqualTo(last + 1);
          }
        }
      }
    }
  }

  /** 3 steps of 2 variates: from 2,731 rows on a batch is cut. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2048, 2049, 2500, 4095, 4096})
  void rowsOfALargeShapeComeBackInOrderHoweverManyOfThemAreReal(int rows) {
    try (ForecastNetwork network = load()) {
      float[] history = new float[rows * 3 * 2];
      for (int i = 0; i < history.length; i++) {
        history[i] = i;
      }

      Prediction prediction = network.predict(new ForecastInputs(rows, history), 4096);

      assertThat(prediction.mean()).hasSize(rows * 4 * 2);
      for (int row = 0; row < rows; row++) {
        assertThat(prediction.mean(row, 3, 1)).isEqualTo(row * 6 + 5);
        assertThat(prediction.quantile(row, 3, 0, 2)).isEqualTo(row * 6 + 4 + 1);
      }
    }
  }

  @Test
  void calibrationShiftsTheQuantilesAndNeverLetsThemCross() {
    ModelManifest calibrated =
        ModelManifest.forecast(
                "host",
                "1",
                VARIATES,
                Duration.ofSeconds(1),
                3,
                4,
                List.of(0.1, 0.5, 0.9),
                Scaling.of(new double[2], new double[] {1, 1}))
            .withCalibration(
                new Calibration(
                    null,
                    List.of(3, 4),
                    List.of(
                        List.of(List.of(-1.0, 3.0), List.of(-1.0, 3.0)),
                        List.of(List.of(0.0, 0.0), List.of(0.0, 0.0)),
                        List.of(List.of(2.0, 0.0), List.of(9.0, 0.0)))));
    try (ForecastNetwork network = ForecastNetwork.load(TinyBundles.forecast(root, calibrated))) {
      Prediction prediction = network.predict(new float[6], 1);

      assertThat(quantiles(prediction, 0)).containsExactly(-2, 0, 3);
      assertThat(quantiles(prediction, 1)).containsExactly(0, 1, 2);
      assertThat(prediction.quantile(0, 3, 0, 2) - prediction.mean(0, 3, 0)).isEqualTo(10);
    }
  }

  @Test
  void aModelWithoutQuantilesForecastsItsMean() {
    ModelManifest meanOnly =
        ModelManifest.forecast(
            "host",
            "1",
            VARIATES,
            Duration.ofSeconds(1),
            3,
            4,
            List.of(),
            Scaling.of(new double[2], new double[] {1, 1}));
    try (ForecastNetwork network = ForecastNetwork.load(TinyBundles.forecast(root, meanOnly))) {
      Prediction prediction = network.predict(new float[6], 1);

      assertThat(prediction.quantiles()).isEmpty();
      assertThat(prediction.quantileCount()).isZero();
    }
  }

  @Test
  void trendAndSeasonComeOnlyWhenAskedForAndAddUpToTheMean() {
    float[] history = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}; // [2, lookback, variates]
    ForecastInputs inputs = new ForecastInputs(2, history);
    try (ForecastNetwork network = inParts()) {
      Prediction whole = network.predict(inputs, 64);

      Prediction apart = network.predictParts(inputs, 64);

      assertThat(network.hasParts()).isTrue();
      assertThat(whole.hasParts()).isFalse();
      assertThat(apart.hasParts()).isTrue();
      assertThat(apart.mean()).isEqualTo(whole.mean());
      assertThat(apart.quantiles()).isEqualTo(whole.quantiles());
      assertThat(apart.trend()).hasSize(2 * 4 * 2).startsWith(5.5f, 6.5f, 4.5f, 5.5f);
      assertThat(apart.season()).hasSize(2 * 4 * 2).startsWith(-0.5f, -0.5f, 0.5f, 0.5f);
    }
  }

  @Test
  void whatIsNotAskedForIsNotReadFromTheNetwork() {
    try (ForecastNetwork network = ForecastNetwork.load(brokenParts())) {
      ForecastInputs inputs = new ForecastInputs(1, new float[6]);

      assertThat(network.predict(inputs, 1).mean()).containsOnly(0);
      assertThatThrownBy(() -> network.predictParts(inputs, 1))
          .isInstanceOf(ModelOutputException.class)
          .hasMessageContaining("output trend holds NaN");
    }
  }

  @Test
  void aNetworkThatForecastsItsMeanAsAWholeHasNoParts() {
    try (ForecastNetwork network = load()) {
      assertThat(network.hasParts()).isFalse();
      assertThatThrownBy(() -> network.predictParts(new ForecastInputs(1, new float[6]), 1))
          .hasMessage("host: expected a network with the outputs [trend, season], it has neither");
    }
  }

  @Test
  void aHistoryOfAnotherSizeOrWithNaNIsRefused() {
    try (ForecastNetwork network = load()) {
      assertThatThrownBy(() -> network.predict(new float[7], 1))
          .hasMessage("history: expected 1 rows of 3 steps and 2 variates, found 7 numbers");
      assertThatThrownBy(() -> network.predict(new float[] {0, 0, 0, 0, 0, Float.NaN}, 1))
          .hasMessage("history: expected finite numbers, found NaN");
    }
  }

  @Test
  void aShapeIsRunOnceAndOnlyItsRealRowsComeBack() {
    float[] history = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}; // [2, lookback, variates]
    try (ForecastNetwork network = load()) {
      Prediction prediction = network.predict(new ForecastInputs(2, history), 64);

      assertThat(prediction.mean()).hasSize(2 * 4 * 2).startsWith(5, 6).endsWith(11, 12);
      assertThat(prediction.quantiles()).hasSize(2 * 4 * 2 * 3).startsWith(4, 5, 6);
    }
  }

  @Test
  void moreRowsThanTheShapeHasAreRefused() {
    try (ForecastNetwork network = load()) {
      assertThatThrownBy(() -> network.predict(new ForecastInputs(9, new float[54]), 8))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("batch: expected at most the shape's 8 rows, found 9");
    }
  }

  @Test
  void infinityIsFoundAmongManyFiniteNumbers() {
    float[] history = new float[54];
    history[40] = Float.NEGATIVE_INFINITY;
    try (ForecastNetwork network = load()) {
      assertThatThrownBy(() -> network.predict(new ForecastInputs(9, history), 64))
          .hasMessage("history: expected finite numbers, found -Infinity");
    }
  }

  @Test
  void runningAndClosingLeavesNothingNativeBehind() {
    load().close();
    long before = Pointer.totalBytes();
    for (int i = 0; i < 5; i++) {
      try (ForecastNetwork network = load()) {
        network.predict(new float[6], 1);
        network.predict(new float[6 * 40], 40);
        network.predict(new ForecastInputs(40, new float[6 * 40]), 256);
      }
    }

    assertThat(Pointer.totalBytes()).isEqualTo(before);
  }

  private ForecastNetwork load() {
    return ForecastNetwork.load(TinyBundles.forecast(root, "host", "1", VARIATES, 3, 4));
  }

  private ForecastNetwork inParts() {
    return ForecastNetwork.load(TinyBundles.forecastInParts(root, manifest()));
  }

  private ModelBundle brokenParts() {
    return TinyBundles.forecast(
        root,
        manifest(),
        (tf, mean) ->
            Map.of(
                "trend", tf.math.mul(mean, tf.constant(Float.NaN)), "season", tf.identity(mean)));
  }

  private ModelManifest manifest() {
    return TinyBundles.forecast(root, "host", "1", VARIATES, 3, 4).manifest();
  }

  private static float[] quantiles(Prediction prediction, int variate) {
    return new float[] {
      prediction.quantile(0, 0, variate, 0),
      prediction.quantile(0, 0, variate, 1),
      prediction.quantile(0, 0, variate, 2)
    };
  }
}
