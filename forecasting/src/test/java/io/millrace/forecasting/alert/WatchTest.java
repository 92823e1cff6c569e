package io.millrace.forecasting.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.forecasting.Forecasts;
import io.millrace.forecasting.Ledger;
import io.millrace.forecasting.Readings;
import io.millrace.forecasting.Served;
import io.millrace.forecasting.Window;
import io.millrace.forecasting.alert.AlertLife.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WatchTest {

  private static final double TAIL = 0.001;
  private static final int REFRACTORY = 50;
  private static final int BEGINNING = 300; // of noise alone
  private static final Served SERVED = Forecasts.by("m", "1", 4, "a");

  private final Readings readings = new Readings();
  private final SplittableRandom random = new SplittableRandom(2);
  private final List<Signal> signals = new ArrayList<>();
  private Ledger ledger = Ledger.empty();
  private Watch watch = Watch.begun();
  private Map<String, Object> evidence = Map.of();
  private @Nullable Window last;
  private int second;

  @Test
  void aSpikeRaisesOnceAndIsOverAfterwards() {
    noise(BEGINNING);
    read(50);
    noise(60);

    assertThat(signals.get(BEGINNING)).isEqualTo(Signal.RAISE);
    assertThat(signals.subList(BEGINNING + 40, BEGINNING + 60)).contains(Signal.CLEAR);
    assertThat(signals).filteredOn(Signal.RAISE::equals).hasSizeLessThan(20);
  }

  @Test
  void aLargerSpikeWithinTheRefractoryTimeHoldsAndDoesNotRaise() {
    noise(BEGINNING);
    read(50);
    noise(30);
    read(500);

    assertThat(signals.get(BEGINNING + 31)).isEqualTo(Signal.HOLD);
  }

  @Test
  void aLargerSpikeAfterTheRefractoryTimeRaisesAnew() {
    noise(BEGINNING);
    read(50);
    noise(REFRACTORY + 20);
    read(500);

    assertThat(signals.get(signals.size() - 1)).isEqualTo(Signal.RAISE);
  }

  @Test
  void theEvidenceSaysWhatWasExpectedAndWhatCame() {
    noise(BEGINNING);
    read(50);

    assertThat(evidence)
        .containsEntry("variate", "a")
        .containsEntry("value", 50.0)
        .containsKeys(
            "aspect", "readings", "expected", "deviation", "deviationLow", "deviationHigh");
    assertThat((double) evidence.get("deviation"))
        .isGreaterThan((double) evidence.get("deviationHigh"));
    assertThat((double) evidence.get("tailProbability")).isLessThan(TAIL);
  }

  @Test
  void anOrdinaryReadingThatWasForecastOtherwiseIsUnexpected() {
    for (int i = 0; i < BEGINNING; i++) {
      double value = random.nextGaussian();
      read(value, value + 0.1 * random.nextGaussian());
    }

    read(-1, 9);

    assertThat(signals).endsWith(Signal.RAISE);
    assertThat(evidence).containsEntry("aspect", "step").containsEntry("expected", 9.0);
  }

  @Test
  void aMissingReadingChangesNothing() {
    noise(BEGINNING);
    Window window = readings.read(second++, Map.of("b", 1.0)).get(0);

    assertThat(watch.after(window, List.of(), "a", TAIL, REFRACTORY)).isEmpty();
  }

  @Test
  void itsBytesGiveItBack() {
    noise(BEGINNING);
    read(50);

    byte[] bytes = watch.toBytes();

    assertThat(Watch.fromBytes(bytes)).isEqualTo(watch);
    assertThat(bytes.length).isLessThanOrEqualTo(Watch.MOST_BYTES);
    assertThat(Watch.MOST_BYTES).isLessThan(2048);
    bytes[0] = 7;
    assertThatThrownBy(() -> Watch.fromBytes(bytes)).hasMessageContaining("7");
  }

  private void noise(int count) {
    for (int i = 0; i < count; i++) {
      read(random.nextGaussian());
    }
  }

  private void read(double value) {
    read(value, 0);
  }

  private void read(double value, double forecast) {
    if (last != null) {
      ledger = ledger.remember(Forecasts.around(SERVED, forecast, 1), last);
    }
    for (Window window : readings.read(second++, Map.of("a", value))) {
      settle(window);
    }
  }

  private void settle(Window window) {
    last = window;
    Ledger.Scoring scoring = ledger.score(window);
    ledger = scoring.ledger();
    Watch.Seen seen = watch.after(window, scoring.scored(), "a", TAIL, REFRACTORY).orElseThrow();
    watch = seen.next();
    signals.add(seen.signal());
    evidence = seen.evidence();
  }
}
