package io.millrace.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

class OnlineCalibrationTest {

  private static final Served SERVED = Forecasts.by("model", "1", 8, "a");

  @Test
  void beforeAnyActualTheForecastersOwnQuantilesAreServed() {
    Outlook own = Forecasts.around(SERVED, 3, 1);

    Outlook calibrated = Ledger.empty().calibrated(own);

    for (int lead = 1; lead <= 8; lead++) {
      assertThat(low(calibrated, lead)).isCloseTo(2, within(1e-6));
      assertThat(high(calibrated, lead)).isCloseTo(4, within(1e-6));
    }
    assertThat(calibrated.own()).isEqualTo(own.variates());
  }

  @Test
  void aTooNarrowAndATooWideIntervalBothComeToHoldNineOfTen() {
    for (double halfWidth : new double[] {0.3, 6}) {
      Random random = new Random(21);
      int[] inside = new int[1];
      Ledger ledger =
          run(
              3000,
              second -> random.nextGaussian(),
              halfWidth,
              0,
              (second, scored) -> inside[0] += second >= 1000 && scored.inside() ? 1 : 0);

      double share = inside[0] / 2000.0;
      assertThat(share).isBetween(0.88, 0.92);
      Outlook calibrated = ledger.calibrated(Forecasts.around(SERVED, 0, halfWidth));
      for (int lead = 1; lead <= 8; lead++) {
        assertThat(high(calibrated, lead)).isBetween(1.35, 1.95); // the normal's is 1.645
        assertThat(low(calibrated, lead)).isBetween(-1.95, -1.35);
      }
    }
  }

  @Test
  void theUnitOfASeriesDoesNotMatter() {
    Random one = new Random(8);
    Random other = new Random(8);
    Ledger metres = run(600, second -> one.nextGaussian(), 0.5, 0, (second, point) -> {});
    Ledger millimetres =
        run(600, second -> 1000 * other.nextGaussian(), 500, 0, (second, point) -> {});

    Outlook small = metres.calibrated(Forecasts.around(SERVED, 0, 0.5));
    Outlook large = millimetres.calibrated(Forecasts.around(SERVED, 0, 500));

    for (int lead = 1; lead <= 8; lead++) {
      assertThat(high(large, lead) / high(small, lead)).isCloseTo(1000, within(1.0));
    }
  }

  @Test
  void aSeriesThatStandsStillHasIntervalsOfSomeWidthAndSoHasOneThatThenMoves() {
    Random random = new Random(5);
    Ledger still = run(3000, second -> 20, 0, 20, (second, point) -> {});
    Ledger moved =
        run(3200, second -> second < 3000 ? 20 : 20 + random.nextGaussian(), 0, 20, (s, p) -> {});

    for (Ledger ledger : new Ledger[] {still, moved}) {
      Outlook calibrated = ledger.calibrated(Forecasts.around(SERVED, 20, 0));
      for (int lead = 1; lead <= 8; lead++) {
        assertThat(low(calibrated, lead)).isLessThan(20);
        assertThat(high(calibrated, lead)).isGreaterThan(20).isLessThan(60);
      }
    }
  }

  @Test
  void quantilesNeverCross() {
    Random random = new Random(13);
    Ledger ledger = Ledger.empty();
    Readings readings = new Readings();
    for (int second = 0; second < 500; second++) {
      double value = random.nextInt(20) == 0 ? 1e6 * random.nextGaussian() : random.nextDouble();
      for (Window window : readings.read(second, Map.of("a", value))) {
        ledger = ledger.score(window).ledger();
        Outlook calibrated =
            ledger.calibrated(Forecasts.around(SERVED, random.nextDouble(), random.nextDouble()));
        assertInOrder(calibrated);
        ledger = ledger.remember(calibrated, window);
      }
    }
  }

  @Test
  void aMissingActualTeachesNothing() {
    Served two = Forecasts.by("model", "1", 8, "a", "b");
    Readings readings = new Readings();
    Ledger ledger = Ledger.empty();
    Outlook own = Forecasts.around(two, 0, 0.1);
    for (int second = 0; second < 300; second++) {
      Map<String, Double> values = second < 20 ? Map.of("a", 9.0, "b", 9.0) : Map.of("a", 9.0);
      for (Window window : readings.read(second, values)) {
        ledger = ledger.score(window).ledger();
        ledger = ledger.remember(ledger.calibrated(own), window);
      }
    }

    assertThat(ledger.records(two).get("b").get(0).points()).isEqualTo(19);
    assertThat(ledger.records(two).get("a").get(0).points()).isEqualTo(299);
    assertThat(ledger.accounts().get(0).trackers().get(3).evidence()).isEqualTo(19); // b at lead 1
  }

  @Test
  void aNewVersionStartsWhereItsPredecessorWasAndAnotherModelFromItself() {
    Random random = new Random(2);
    Ledger ledger = run(1500, second -> random.nextGaussian(), 0.3, 0, (second, point) -> {});
    Outlook before = ledger.calibrated(Forecasts.around(SERVED, 0, 0.3));

    Outlook next = ledger.calibrated(Forecasts.around(Forecasts.by("model", "2", 8, "a"), 0, 0.3));
    Outlook other = ledger.calibrated(Forecasts.around(Forecasts.by("other", "1", 8, "a"), 0, 0.3));

    assertThat(high(before, 1)).isGreaterThan(1.3);
    assertThat(high(next, 1)).isGreaterThan(1).isLessThan(2.2);
    assertThat(high(other, 1)).isCloseTo(0.3, within(1e-6));
    assertThat(ledger.records(Forecasts.by("model", "2", 8, "a"))).isEmpty();
  }

  @Test
  void whatIsNotANumberStaysAsItIs() {
    Random random = new Random(2);
    Ledger ledger = run(100, second -> random.nextGaussian(), 0.3, 0, (second, point) -> {});

    Outlook calibrated = ledger.calibrated(Forecasts.around(SERVED, Double.NaN, 1));

    assertThat(low(calibrated, 1)).isNaN();
  }

  private interface Listener {
    void scored(long second, Scored.Point point);
  }

  /** A forecaster of a mean of {@code mean}, always; the points of lead 8 are heard. */
  private static Ledger run(
      int seconds, LongToDoubleFunction series, double halfWidth, double mean, Listener listener) {
    Readings readings = new Readings();
    Ledger ledger = Ledger.empty();
    for (int second = 0; second < seconds; second++) {
      for (Window window : readings.read(second, Map.of("a", series.applyAsDouble(second)))) {
        Ledger.Scoring scoring = ledger.score(window);
        for (Scored scored : scoring.scored()) {
          if (scored.lead() == 8) {
            scored.points().forEach(point -> listener.scored(window.slot(), point));
          }
        }
        Outlook served = scoring.ledger().calibrated(Forecasts.around(SERVED, mean, halfWidth));
        ledger = scoring.ledger().remember(served, window);
      }
    }
    return ledger;
  }

  private static void assertInOrder(Outlook outlook) {
    double[][] quantiles = outlook.variates().get("a").quantiles();
    for (int lead = 1; lead <= 8; lead++) {
      assertThat(quantiles[0][lead - 1]).isLessThanOrEqualTo(quantiles[1][lead - 1]).isFinite();
      assertThat(quantiles[1][lead - 1]).isLessThanOrEqualTo(quantiles[2][lead - 1]);
      assertThat(quantiles[0][lead - 1]).isLessThan(quantiles[2][lead - 1]);
      assertThat(quantiles[2][lead - 1]).isFinite();
    }
  }

  private static double low(Outlook outlook, int lead) {
    return outlook.variates().get("a").quantiles()[0][lead - 1];
  }

  private static double high(Outlook outlook, int lead) {
    return outlook.variates().get("a").quantiles()[2][lead - 1];
  }
}
