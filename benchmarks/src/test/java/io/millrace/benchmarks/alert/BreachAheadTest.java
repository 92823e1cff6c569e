package io.millrace.benchmarks.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.benchmarks.ShortForms;
import io.millrace.forecasting.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The row of breach-ahead probabilities in short, and what it is measured with. */
class BreachAheadTest {

  private static final Limit LIMIT = Limit.above(10);

  /** Not calibrated they are off by more than 20 points; the figure is the proof's. */
  @Test
  void probabilitiesOfDrawnSeriesComeTrueAsOftenAsTheySay() {
    ShortForms.keepAlone(
        new BreachAheadRow(
            List.of(BreachProcess.AUTOREGRESSIVE, BreachProcess.RAMPS),
            1500,
            1,
            20261129,
            100,
            0.12,
            false));
  }

  @Test
  void theTruthOfAProcessComesTrueAsOftenAsItSays() {
    List<BreachWindow> windows = new ArrayList<>();
    DrawnSeries drawn = BreachProcess.SEASONAL.draw(20_000, 9);
    double[][] rows = rows(drawn.values());
    for (int step = 0; step < 19_900; step += 7) {
      double truth = BreachProcess.SEASONAL.truth(drawn, step, Limit.above(3), 8);
      boolean breached = BreachWindow.isBreached(rows, step, 0, Limit.above(3), 8);
      windows.add(window(step, truth, breached));
    }

    Reliability reliability = Reliability.of(windows, BreachWindow::probability, 168);

    assertThat(reliability.fewest()).isGreaterThan(50);
    for (Reliability.Bin bin : reliability.bins()) {
      assertThat(bin.distance()).isLessThan(4 * bin.error());
    }
  }

  @Test
  void theErrorOfIndependentWindowsIsTheBinomialOne() {
    List<BreachWindow> windows = new ArrayList<>();
    Random random = new Random(1);
    for (int step = 0; step < 4000; step++) {
      windows.add(window(step, 0.3, random.nextDouble() < 0.4));
    }

    Reliability.Bin bin = Reliability.of(windows, BreachWindow::probability, 10).bins().get(1);

    assertThat(bin.windows()).isEqualTo(4000);
    assertThat(bin.distance()).isCloseTo(0.1, within(0.03));
    assertThat(bin.error()).isCloseTo(Math.sqrt(0.4 * 0.6 / 4000), within(0.0015));
  }

  @Test
  void aBinWithoutWindowsIsFartherThanAnyBound() {
    Reliability reliability =
        Reliability.of(List.of(window(0, 0.1, false)), BreachWindow::probability, 10);

    assertThat(reliability.fewest()).isZero();
    assertThat(reliability.farthest()).isInfinite();
  }

  @Test
  void aWindowBeginsAfterItsStepAndEndsWithItsLastLead() {
    double[][] rows = rows(11, 1, 1, 1, 11);

    assertThat(BreachWindow.isBreached(rows, 0, 0, LIMIT, 3)).isFalse();
    assertThat(BreachWindow.isBreached(rows, 0, 0, LIMIT, 4)).isTrue();
  }

  @Test
  void aLineThatCrossesWithinTheLeadTimeIsAnAlarm() {
    double[][] rows = rows(0, 1, 2, 3, 4, 5);
    LinearExtrapolation line = new LinearExtrapolation(Map.of(5, 6, 6, 6));

    assertThat(line.breaches(ahead(5, 5), rows)).isFalse(); // 10 is at the limit
    assertThat(line.breaches(ahead(5, 6), rows)).isTrue();
  }

  @Test
  void theLineTakesTheRangeThatServesBest() {
    double[] saw = new double[400];
    for (int step = 0; step < saw.length; step++) {
      saw[step] = step % 40 < 20 ? 0.6 * (step % 40) : 0; // long ranges do not see it rise
    }
    double[][] rows = rows(saw);
    List<BreachWindow> windows = new ArrayList<>();
    for (int step = 100; step < 390; step++) {
      if (!LIMIT.breachedBy(saw[step])) {
        boolean breached = BreachWindow.isBreached(rows, step, 0, LIMIT, 6);
        windows.add(new BreachWindow(step, step, 0, LIMIT, 6, 0, 0, 0, breached));
      }
    }

    LinearExtrapolation line = LinearExtrapolation.best(windows, rows);

    assertThat(line.ranges().get(6)).isLessThanOrEqualTo(12);
    assertThat(Alarms.of(windows, window -> line.breaches(window, rows)).f1()).isGreaterThan(0.8);
  }

  @Test
  void precisionAndRecallAreSharesOfAlarmsAndOfBreaches() {
    List<BreachWindow> windows =
        List.of(
            window(0, 0.9, true),
            window(1, 0.8, false),
            window(2, 0.7, true),
            window(3, 0.1, true),
            window(4, 0.2, false));

    Alarms alarms = Alarms.of(windows, window -> window.probability() >= 0.5);

    assertThat(alarms).isEqualTo(new Alarms(3, 2, 3));
    assertThat(alarms.precision()).isEqualTo(2 / 3.0);
    assertThat(alarms.recall()).isEqualTo(2 / 3.0);
  }

  private static BreachWindow ahead(int step, int leads) {
    return new BreachWindow(step, step, 0, LIMIT, leads, 0, 0, 0, false);
  }

  private static BreachWindow window(int step, double probability, boolean breached) {
    return new BreachWindow(step, step, 0, LIMIT, 6, 0.5, probability, 0, breached);
  }

  private static double[][] rows(double... values) {
    double[][] rows = new double[values.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new double[] {values[i]};
    }
    return rows;
  }
}
