package io.millrace.forecasting;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.forecasting.Acceptance.Accepted;
import io.millrace.forecasting.Acceptance.Known;
import io.millrace.forecasting.Acceptance.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HistoryTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final HistoryPolicy POLICY = HistoryPolicy.forLookback(16);
  private static final GapPolicy GAPS = new GapPolicy.Previous(5);

  private History history = History.empty();
  private final List<Long> closed = new ArrayList<>();

  @Test
  void theGridIsSeenFromTheFirstReadings() {
    seconds(0, 8);
    assertThat(history.grid()).contains(new Grid(1000, 0));
    assertThat(closed).hasSize(8).isSorted();
  }

  @Test
  void aJitteringTimerStillGivesOneStepForEachReading() {
    Random random = new Random(7);
    for (int i = 0; i < 100; i++) {
      accept(at(i).plusMillis(497 + random.nextInt(20)), i);
    }
    assertThat(closed).hasSize(100);
    assertThat(history.window(closed.get(99), 1000, GAPS).orElseThrow().length()).isEqualTo(100);
  }

  @Test
  void aRedeliveredReadingLeavesTheHistoryAsItWas() {
    seconds(0, 20);
    History before = history;
    Acceptance again = history.accept(reading(at(3), 3), POLICY);
    assertThat(again.outcome()).isInstanceOf(Known.class);
    assertThat(again.history()).isSameAs(before);
  }

  @Test
  void aHigherRevisionReplacesAndALowerOneDoesNothing() {
    HistoryPolicy patient = POLICY.withTolerance(Duration.ofSeconds(5));
    for (int i = 0; i < 20; i++) {
      history = history.accept(reading(at(i), i), patient).history();
    }
    history = history.accept(revision(at(18), 2, 99), patient).history();
    Acceptance lower = history.accept(revision(at(18), 1, 55), patient);
    history = history.accept(reading(at(24), 24), patient).history();
    assertThat(lower.outcome()).isInstanceOf(Known.class);
    assertThat(history.window(slot(18), 1, GAPS).orElseThrow().actual("a")).hasValue(99);
  }

  @Test
  void aReadingBehindTheToleranceIsRefusedWithTheReason() {
    seconds(0, 20);
    accept(at(30), 30);
    Acceptance late = history.accept(reading(at(25), 25), POLICY);
    assertThat(late.history()).isSameAs(history);
    assertThat(late.outcome())
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.reason()).contains("PT5S behind"));
  }

  @Test
  void aShortGapIsFilledAndMasked() {
    seconds(0, 20);
    accept(at(23), 23);
    Window window = history.window(slot(23), 6, GAPS).orElseThrow();
    assertThat(window.column("a"))
        .isEqualTo(new FilledColumn(new double[] {18, 19, 19, 19, 19, 23}, window.mask()));
    assertThat(window.mask()).containsExactly(false, false, true, true, true, false);
    assertThat(closed).doesNotContain(slot(20), slot(21), slot(22)).contains(slot(23));
  }

  @Test
  void aLongGapStartsTheWarmUpAnew() {
    seconds(0, 20);
    accept(at(26), 26);
    assertThat(history.window(slot(26), 100, GAPS).orElseThrow().length()).isEqualTo(1);
    assertThat(history.window(slot(19), 100, GAPS).orElseThrow().length()).isEqualTo(20);
  }

  @Test
  void variatesAppearAndDisappear() {
    seconds(0, 10);
    accept(new Observation(at(10), 0, new TreeMap<>(Map.of("a", 10.0, "b", 1.0)), false));
    Window both = history.window(slot(10), 3, GAPS).orElseThrow();
    assertThat(both.column("b").values()).containsExactly(Double.NaN, Double.NaN, 1);
    for (int i = 11; i < 400; i++) {
      accept(at(i), i);
    }
    assertThat(history.variates()).containsExactly("a");
  }

  @Test
  void theHistoryIsBounded() {
    seconds(0, 2000);
    assertThat(history.size()).isEqualTo(16 + 96 + 64 + 1);
    assertThat(history.toBytes().length).isLessThan(2600);
  }

  @Test
  void bytesGiveTheHistoryBack() {
    for (int i = 0; i < 40; i++) {
      accept(at(i), i);
      assertThat(History.fromBytes(history.toBytes())).isEqualTo(history);
    }
  }

  private void seconds(int from, int until) {
    for (int i = from; i < until; i++) {
      accept(at(i), i);
    }
  }

  private void accept(Instant at, double value) {
    accept(reading(at, value));
  }

  private void accept(Observation reading) {
    Acceptance acceptance = history.accept(reading, POLICY);
    history = acceptance.history();
    if (acceptance.outcome() instanceof Accepted accepted) {
      closed.addAll(accepted.closed());
    }
  }

  private static Observation reading(Instant at, double value) {
    return Observation.of(at, Map.of("a", value));
  }

  private static Observation revision(Instant at, int revision, double value) {
    return new Observation(at, revision, new TreeMap<>(Map.of("a", value)), false);
  }

  private static Instant at(int second) {
    return START.plusSeconds(second);
  }

  private static long slot(int second) {
    return at(second).getEpochSecond();
  }
}
