package io.millrace.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LedgerTest {

  private static final int HORIZON = 8;
  private static final Served SERVED = Forecasts.by("planted", "1", HORIZON, "a", "b");

  @Test
  void everyRollingFigureIsThatOfAPlainLoop() {
    PlainLedger plain = new PlainLedger(SERVED);

    Ledger ledger = run(plain, 900, 11);

    for (String variate : SERVED.variates()) {
      List<LeadRecord> records = ledger.records(SERVED).get(variate);
      assertThat(records).extracting(LeadRecord::lead).containsExactly(1, 2, 4, 8);
      records.forEach(record -> plain.assertSame(variate, record));
    }
    assertThat(ledger.naive("a").season()).isEqualTo(Seasonality.NONE);
  }

  @Test
  void whatIsScoredCarriesThePointsThatTheFiguresAreMadeOf() {
    Readings readings = new Readings();
    Ledger ledger = Ledger.empty();
    for (int second = 0; second < 20; second++) {
      for (Window window : readings.read(second, Map.of("a", 1.0, "b", 5.0))) {
        Outlook outlook = Forecasts.around(SERVED, 2, 0.5);
        ledger = ledger.score(window).ledger().remember(outlook, window);
      }
    }

    Ledger.Scoring scoring = ledger.score(readings.read(20, Map.of("a", 1.75)).get(0));

    assertThat(scoring.scored()).extracting(Scored::lead).containsExactly(1, 2, 4, 8);
    double pinball = (0.05 * 0.25 + 0.5 * 0.25 + 0.05 * 0.75) / 3;
    for (Scored scored : scoring.scored()) {
      assertThat(scored.points()).hasSize(1);
      Scored.Point point = scored.points().get(0);
      assertThat(point.pinball()).isCloseTo(pinball, within(1e-12));
      assertThat(point).isEqualTo(new Scored.Point("a", 1.75, 2, 1, true, point.pinball()));
    }
  }

  @Test
  void aForecastWhoseStepNeverComesIsLetGo() {
    Readings readings = new Readings();
    Ledger ledger = Ledger.empty();
    for (int i = 0; i < 60; i++) {
      for (Window window : readings.read(i < 30 ? i : i + 100, Map.of("a", 1.0, "b", 1.0))) {
        ledger = ledger.score(window).ledger();
        if (i < 30) {
          ledger = ledger.remember(Forecasts.around(SERVED, 1, 1), window);
        }
      }
    }

    assertThat(ledger.accounts().get(0).outstanding()).allMatch(open -> open.size() == 0);
    assertThat(ledger.records(SERVED).get("a")).extracting(LeadRecord::points).contains(29L, 22L);
  }

  @Test
  void aLeadHasAtMostAsManyOpenForecastsAsSteps() {
    Ledger ledger = run(new PlainLedger(SERVED), 300, 3);

    for (Outstanding open : ledger.accounts().get(0).outstanding()) {
      assertThat(open.size()).isBetween(1, open.lead());
    }
  }

  @Test
  void whenTheGridChangesAndSlotsGoBackTheOpenForecastsAreLetGo() {
    Readings before = new Readings();
    Readings after = new Readings();
    Ledger ledger = Ledger.empty();
    for (int second = 1000; second < 1020; second++) {
      for (Window window : before.read(second, Map.of("a", 1.0, "b", 1.0))) {
        ledger = ledger.score(window).ledger();
        ledger = ledger.remember(Forecasts.around(SERVED, 1, 1), window);
      }
    }

    for (int second = 0; second < 10; second++) {
      for (Window window : after.read(second, Map.of("a", 1.0, "b", 1.0))) {
        ledger = ledger.score(window).ledger();
      }
    }

    assertThat(ledger.accounts().get(0).outstanding()).allMatch(open -> open.size() == 0);
  }

  @Test
  void aSecondForecastOfAStepReplacesTheFirst() {
    Ledger ledger = Ledger.empty();
    Window last = window();
    Outlook first = Forecasts.around(SERVED, 1, 1);
    Outlook second = Forecasts.around(SERVED, 2, 1);

    Ledger once = ledger.remember(second, last);
    Ledger twice = ledger.remember(first, last).remember(second, last);

    assertThat(twice).isEqualTo(once);
    assertThat(twice.toBytes()).isEqualTo(once.toBytes());
  }

  @Test
  void anOutlookOfAnotherShapeIsRefusedByName() {
    Window window = window();
    Outlook shorter =
        new Outlook(
            SERVED, Forecasts.around(Forecasts.by("m", "1", 4, "a", "b"), 1, 1).variates(), 0);

    assertThatThrownBy(() -> Ledger.empty().remember(shorter, window))
        .hasMessage("variates.a: must have 8 leads and 3 levels, has 4 and 3");
  }

  @Test
  void calibrationMovesTheQuantilesAndLeavesTrendAndSeason() {
    double[] means = {1, 2, 3, 4, 5, 6, 7, 8};
    VariateOutlook apart = inParts(Forecasts.around(SERVED, means, 1));
    Outlook own = new Outlook(SERVED, Map.of("a", apart, "b", apart), 0);
    Ledger ledger = run(new PlainLedger(SERVED), 300, 5);

    VariateOutlook calibrated = ledger.calibrated(own).variates().get("a");

    assertThat(calibrated.quantiles()[0]).isNotEqualTo(apart.quantiles()[0]);
    assertThat(calibrated.trend()).isEqualTo(apart.trend());
    assertThat(calibrated.season()).isEqualTo(apart.season());
  }

  private static VariateOutlook inParts(VariateOutlook whole) {
    double[] season = {0.5, -0.5, 0.5, -0.5, 0.5, -0.5, 0.5, -0.5};
    double[] trend = whole.mean().clone();
    Arrays.setAll(trend, lead -> whole.mean()[lead] - season[lead]);
    return new VariateOutlook(whole.mean(), whole.levels(), whole.quantiles(), trend, season);
  }

  private static Window window() {
    Readings readings = new Readings();
    Window last = null;
    for (int second = 0; second < 10; second++) {
      for (Window window : readings.read(second, Map.of("a", 1.0, "b", 1.0))) {
        last = window;
      }
    }
    return Objects.requireNonNull(last);
  }

  /** Steps are missing, alone and in long runs, and so are values of b; in and out of bytes. */
  static Ledger run(PlainLedger plain, int steps, long seed) {
    Random random = new Random(seed);
    Readings readings = new Readings();
    Ledger ledger = Ledger.empty();
    long second = 0;
    for (int i = 0; i < steps; i++) {
      second += random.nextInt(40) == 0 ? 12 : random.nextInt(10) == 0 ? 2 : 1;
      Map<String, Double> values = new HashMap<>(Map.of("a", eighth(random)));
      if (random.nextInt(6) > 0) {
        values.put("b", eighth(random));
      }
      for (Window window : readings.read(second, values)) {
        plain.score(window);
        ledger = Ledger.fromBytes(ledger.score(window).ledger().toBytes());
        Outlook outlook = outlook(random);
        plain.remember(outlook, window);
        ledger = Ledger.fromBytes(ledger.remember(outlook, window).toBytes());
      }
    }
    return ledger;
  }

  private static Outlook outlook(Random random) {
    Map<String, VariateOutlook> variates = new LinkedHashMap<>();
    for (String variate : SERVED.variates()) {
      double[] means = random.doubles(HORIZON).map(value -> Math.rint(value * 64) / 8).toArray();
      variates.put(variate, Forecasts.around(SERVED, means, 2.5));
    }
    return new Outlook(SERVED, variates, 0.5);
  }

  /** Exact in a float, so that what the ledger keeps is what the plain loop keeps. */
  private static double eighth(Random random) {
    return Math.rint(random.nextGaussian() * 16) / 8 + 4;
  }
}
