package io.millrace.forecasting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WindowTest {

  private static final double NO = Double.NaN;
  private static final HistoryPolicy POLICY = HistoryPolicy.forLookback(16);

  private History history = History.empty();

  @Test
  void aGapUpToTheCapIsFilledByThePolicyThatLooks() {
    seconds(0, 20);
    seconds(23, 24);
    assertThat(column(new GapPolicy.Previous(3), 5)).containsExactly(19, 19, 19, 19, 23);
    assertThat(column(new GapPolicy.Linear(3), 5)).containsExactly(19, 20, 21, 22, 23);
    assertThat(newest(new GapPolicy.Seasonal(5, 3), 20).last(5).column("a").values())
        .containsExactly(19, 15, 16, 17, 23);
  }

  @Test
  void aLongerGapBreaksTheRun() {
    seconds(0, 20);
    seconds(23, 25);
    assertThat(column(new GapPolicy.Previous(2), 50)).containsExactly(23, 24);
    assertThat(column(new GapPolicy.Previous(3), 50)).hasSize(25);
  }

  @Test
  void aPartOfAWindowIsFilledFromTheWholeOfIt() {
    seconds(0, 20);
    seconds(23, 24);
    Window window = newest(new GapPolicy.Previous(3), 20).last(3);
    assertThat(window.column("a"))
        .isEqualTo(new FilledColumn(new double[] {19, 19, 23}, new boolean[] {true, true, false}));
    assertThat(window.length()).isEqualTo(3);
  }

  @Test
  void aWindowThatWouldBeginInAGapBeginsAfterIt() {
    seconds(0, 20);
    seconds(23, 25);
    assertThat(column(new GapPolicy.Previous(3), 4)).containsExactly(23, 24);
  }

  @Test
  void whatIsKeptBeforeTheWindowDoesNotChangeIt() {
    seconds(0, 20);
    seconds(23, 60);
    Window before = history.window(59, 40, new GapPolicy.Seasonal(7, 3)).orElseThrow();
    seconds(60, 120);
    seconds(120, 199); // by now all before step 22 is dropped
    Window after = history.window(59, 40, new GapPolicy.Seasonal(7, 3)).orElseThrow();
    assertThat(history.window(19, 1, new GapPolicy.Previous(3))).isEmpty();
    assertThat(after.column("a")).isEqualTo(before.column("a"));
  }

  @Test
  void aVariateThatIsMissingIsFilledUpToTheCapAndMaskedBeyondIt() {
    seconds(0, 20);
    accept(20, Map.of("a", 20.0, "b", 1.0));
    seconds(21, 25);
    Window window = newest(new GapPolicy.Previous(2), 6);
    assertThat(window.column("b"))
        .isEqualTo(
            new FilledColumn(
                new double[] {NO, 1, 1, 1, NO, NO},
                new boolean[] {true, false, true, true, true, true}));
    assertThat(window.mask()).containsOnly(false);
    assertThat(window.actual("b")).isEmpty();
    assertThat(window.variates()).containsExactly("a", "b");
    assertThat(window.last(4).variates()).containsExactly("a");
  }

  @Test
  void aLineIsDrawnInsideTheWindowAndNeverBeyondItsEnd() {
    seconds(0, 20);
    accept(20, Map.of("b", 1.0));
    seconds(21, 22);
    Window ending = history.window(20, 3, new GapPolicy.Linear(3)).orElseThrow();
    Window past = history.window(21, 3, new GapPolicy.Linear(3)).orElseThrow();
    assertThat(ending.column("a").values()).containsExactly(18, 19, NO);
    assertThat(past.column("a").values()).containsExactly(19, 20, 21);
  }

  @Test
  void aWindowMayEndInAGapThatIsNotTooDeep() {
    seconds(0, 20);
    seconds(23, 24);
    GapPolicy gaps = new GapPolicy.Previous(2);
    assertThat(history.window(21, 3, gaps).orElseThrow().mask()).containsExactly(false, true, true);
    assertThat(history.window(22, 3, gaps)).isEmpty();
    assertThat(history.window(21, 3, gaps).orElseThrow().actual("a")).isEmpty();
  }

  @Test
  void aVariateThatTheSeriesLacksIsMissingEverywhere() {
    seconds(0, 20);
    assertThat(newest(new GapPolicy.Previous(2), 2).column("c"))
        .isEqualTo(new FilledColumn(new double[] {NO, NO}, new boolean[] {true, true}));
  }

  @Test
  void oneRecordedStepMakesTheWindowARecordedOne() {
    seconds(0, 20);
    TreeMap<String, Double> values = new TreeMap<>(Map.of("a", 20.0));
    Observation replayed = new Observation(Instant.ofEpochSecond(20), 0, values, true);
    history = history.accept(replayed, POLICY).history();
    seconds(21, 24);
    assertThat(newest(new GapPolicy.Previous(2), 4).recorded()).isTrue();
    assertThat(newest(new GapPolicy.Previous(2), 3).recorded()).isFalse();
  }

  @Test
  void aSilenceLongerThanTheDepthDropsWhatLiesBeforeIt() {
    seconds(0, 20);
    seconds(10_000, 10_003);
    assertThat(history.size()).isEqualTo(3);
    assertThat(history.variates()).isEqualTo(List.of("a"));
  }

  private double[] column(GapPolicy gaps, int atMost) {
    double[] values = newest(gaps, atMost).column("a").values();
    assertThat(newest(gaps, atMost).length()).isEqualTo(values.length);
    return Arrays.copyOf(values, values.length);
  }

  private Window newest(GapPolicy gaps, int atMost) {
    return history.newestWindow(atMost, gaps).orElseThrow();
  }

  private void seconds(int from, int until) {
    for (int i = from; i < until; i++) {
      accept(i, Map.of("a", (double) i));
    }
  }

  private void accept(int second, Map<String, Double> values) {
    Observation reading = Observation.of(Instant.ofEpochSecond(second), values);
    history = history.accept(reading, POLICY).history();
  }
}
