package io.millrace.forecast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.forecasting.Outlook;
import io.millrace.forecasting.VariateOutlook;
import io.millrace.forecasting.Window;
import io.millrace.serving.InvalidBundleException;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.ModelManifest;
import io.millrace.serving.ModelUnavailableException;
import io.millrace.serving.Scaling;
import io.millrace.serving.ShapeTime;
import io.millrace.serving.TinyBundles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a network that repeats the last row, with quantiles one scaled unit apart around it. */
class NetworkForecasterTest {

  private static final int LOOKBACK = 4;
  private static final int HORIZON = 3;
  private static final double MEAN = 5;
  private static final double SCALE = 2;

  @TempDir Path root;

  private NetworkForecaster forecaster;

  @BeforeEach
  void load() {
    forecaster = load(TinyBundles.forecast(root, manifest("prices")));
  }

  private static NetworkForecaster load(ModelBundle bundle) {
    return NetworkForecaster.load(bundle, List.of(1, 4, 64));
  }

  private static ModelManifest manifest(String name) {
    return ModelManifest.forecast(
        name,
        "1",
        List.of("wind", "load"),
        Duration.ofHours(1),
        LOOKBACK,
        HORIZON,
        List.of(0.1, 0.5, 0.9),
        Scaling.of(new double[] {MEAN, MEAN}, new double[] {SCALE, SCALE}));
  }

  @AfterEach
  void close() {
    forecaster.close();
  }

  @Test
  void eachWindowGetsItsOwnOutlookInItsOwnUnits() {
    List<Window> windows =
        IntStream.range(12, 17).mapToObj(hour -> HourlyWindows.upTo(hour, LOOKBACK)).toList();

    List<Outlook> outlooks = forecaster.forecast(windows, 64);

    for (int i = 0; i < windows.size(); i++) {
      double hour = 12.0 + i;
      assertThat(outlooks.get(i).variates().keySet()).containsExactly("wind", "load");
      assertThat(outlooks.get(i).variates().get("load").mean()).containsOnly(hour);
      assertThat(outlooks.get(i).variates().get("wind").mean()).containsOnly(100 + hour);
      assertThat(outlooks.get(i).variates().get("load").quantiles()[0]).containsOnly(hour - SCALE);
      assertThat(outlooks.get(i).variates().get("load").quantiles()[2]).containsOnly(hour + SCALE);
    }
  }

  @Test
  void aTrendHasTheLevelOfTheSeriesAndItsSeasonNone() {
    List<Window> windows =
        List.of(HourlyWindows.upTo(12, LOOKBACK), HourlyWindows.upTo(13, LOOKBACK));
    try (NetworkForecaster apart =
        load(TinyBundles.forecastInParts(root, manifest("prices-in-parts")))) {

      List<Outlook> outlooks = apart.forecastParts(windows, 4);

      assertThat(apart.hasParts()).isTrue();
      VariateOutlook wind = outlooks.get(1).variates().get("wind");
      assertThat(wind.mean()).containsExactly(113, 113, 113);
      assertThat(wind.season()).containsExactly(-SCALE / 2, SCALE / 2, -SCALE / 2);
      assertThat(wind.trend()).containsExactly(113 + SCALE / 2, 113 - SCALE / 2, 113 + SCALE / 2);
      assertThat(apart.forecast(windows, 4).get(1).variates().get("wind"))
          .isEqualTo(new VariateOutlook(wind.mean(), wind.levels(), wind.quantiles()));
    }
  }

  @Test
  void aNetworkWithoutPartsForecastsTheWholeWhenAskedForThem() {
    List<Window> windows = List.of(HourlyWindows.upTo(12, LOOKBACK));

    assertThat(forecaster.hasParts()).isFalse();
    assertThat(forecaster.forecastParts(windows, 4)).isEqualTo(forecaster.forecast(windows, 4));
  }

  @Test
  void aNetworkWhosePartsDoNotAddUpToItsMeanIsRefused() {
    ModelBundle wrong =
        TinyBundles.forecast(
            root,
            manifest("prices-wrong"),
            (tf, mean) ->
                Map.of("trend", tf.identity(mean), "season", tf.math.mul(mean, tf.constant(.1f))));
    try (NetworkForecaster right =
            load(TinyBundles.forecastInParts(root, manifest("prices-in-parts")));
        NetworkForecaster other = load(wrong)) {

      right.prove();

      assertThatThrownBy(other::prove)
          .isInstanceOf(InvalidBundleException.class)
          .hasMessageContaining("expected outputs trend and season that add up to the mean, found");
    }
  }

  @Test
  void moreWindowsThanTheShapeHasRowsAreNoBatch() {
    List<Window> windows =
        List.of(HourlyWindows.upTo(12, LOOKBACK), HourlyWindows.upTo(13, LOOKBACK));

    assertThatThrownBy(() -> forecaster.forecast(windows, 1))
        .hasMessage("batch: expected at most the shape's 1 rows, found 2");
  }

  @Test
  void itIsWarmedOnEveryShapeThatItWillBeRunWith() {
    assertThat(forecaster.warmUp())
        .extracting(ShapeTime::shape, ShapeTime::rows)
        .containsExactly(tuple("1", 1), tuple("4", 4), tuple("64", 64));
  }

  @Test
  void aSoundNetworkProvesItselfAndAClosedOneDoesNot() {
    forecaster.prove();

    forecaster.close();

    assertThatThrownBy(forecaster::prove).isInstanceOf(ModelUnavailableException.class);
  }

  @Test
  void itKnowsExactlyTheVariatesThatItReadsInAnyOrder() {
    assertThat(forecaster.matches(List.of("load", "wind"))).isTrue();
    assertThat(forecaster.matches(List.of("load"))).isFalse();
    assertThat(forecaster.matches(List.of("load", "wind", "sun"))).isFalse();
  }
}
