package io.millrace.forecasting;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.forecasting.Acceptance.Accepted;
import io.millrace.forecasting.Acceptance.Known;
import io.millrace.forecasting.Acceptance.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KnownCovariatesTest {

  private static final double NO = Double.NaN;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final GapPolicy GAPS = new GapPolicy.Previous(5);
  private static final HistoryPolicy POLICY = HistoryPolicy.forLookback(16).withKnownAhead(10);

  private History history = History.empty();

  @Test
  void whatIsToldIsSeenOverTheLookbackAndTheHorizon() {
    seconds(20);
    tell(18, 0, "holiday", 1);
    tell(22, 0, "holiday", 2);
    assertThat(window(3).known("holiday", 4)).containsExactly(NO, 1, NO, NO, NO, 2, NO);
    assertThat(history.covariates()).containsExactly("holiday");
  }

  @Test
  void aToldValueClosesNoStepAndIsNoReading() {
    seconds(20);
    Acceptance acceptance = history.known(told(25, 0, "a", 7), POLICY);
    assertThat(acceptance.outcome()).isEqualTo(new Accepted(List.of()));
    assertThat(acceptance.history().latest()).isEqualTo(history.latest());
    assertThat(acceptance.history().size()).isEqualTo(history.size());
  }

  @Test
  void aNameMayBeObservedAndToldAndNeitherStandsInForTheOther() {
    seconds(20);
    tell(19, 0, "a", -1);
    tell(20, 0, "a", -2);
    assertThat(window(2).column("a").values()).containsExactly(18, 19);
    assertThat(window(2).known("a", 1)).containsExactly(NO, -1, -2);
    assertThat(history.variates()).containsExactly("a");
  }

  @Test
  void theHigherRevisionCounts() {
    seconds(20);
    tell(21, 2, "holiday", 5);
    Acceptance older = history.known(told(21, 1, "holiday", 6), POLICY);
    tell(21, 3, "holiday", 7);
    assertThat(older.outcome()).isInstanceOf(Known.class);
    assertThat(older.history().covariates()).containsExactly("holiday");
    assertThat(window(1).known("holiday", 2)).containsExactly(NO, NO, 7);
  }

  @Test
  void tooFarAheadIsRefusedWithTheReason() {
    seconds(20);
    assertThat(history.known(told(29, 0, "holiday", 1), POLICY).outcome())
        .isInstanceOf(Accepted.class);
    Acceptance acceptance = history.known(told(30, 0, "holiday", 1), POLICY);
    assertThat(acceptance.history()).isSameAs(history);
    assertThat(acceptance.outcome())
        .isEqualTo(
            new Refused(
                "at: 2026-01-01T00:00:30Z is 11 steps of PT1S beyond the newest reading, known"
                    + " values are kept for 10"));
  }

  @Test
  void beforeTheKeptStepsIsRefusedWithTheReason() {
    seconds(400);
    Acceptance acceptance = history.known(told(5, 0, "holiday", 1), POLICY);
    assertThat(acceptance.outcome())
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.reason()).startsWith("at: ").contains("kept steps"));
  }

  @Test
  void aPolicyThatKeepsNoneRefusesNamingTheField() {
    HistoryPolicy none = POLICY.withKnownAhead(0);
    Refused refused =
        new Refused("kind: known values are not taken for this series, its knownAhead is 0");
    assertThat(history.known(told(5, 0, "holiday", 1), none).outcome()).isEqualTo(refused);
    seconds(20);
    assertThat(history.known(told(19, 0, "holiday", 1), none).outcome()).isEqualTo(refused);
  }

  @Test
  void whatIsToldBeforeThereIsAGridWaitsForIt() {
    tell(9, 0, "holiday", 1);
    tell(9, 0, "outside", 4);
    tell(9, 1, "holiday", 2);
    seconds(9);
    assertThat(window(1).known("holiday", 1)).containsExactly(NO, 2);
    assertThat(window(1).known("outside", 1)).containsExactly(NO, 4);
  }

  @Test
  void onlySoMuchIsHeldBeforeThereIsAGrid() {
    for (int i = 0; i < 512; i++) {
      tell(i, 0, "holiday", 1);
    }
    assertThat(history.known(told(512, 0, "holiday", 1), POLICY).outcome())
        .isInstanceOf(Refused.class);
    assertThat(history.known(told(3, 0, "holiday", 1), POLICY).outcome()).isInstanceOf(Known.class);
  }

  @Test
  void whatWasToldIsDroppedWithTheStepsItBelongsTo() {
    seconds(20);
    tell(25, 0, "holiday", 1);
    seconds(400);
    assertThat(history.covariates()).isEmpty();
    assertThat(history.toBytes()).hasSameSizeAs(without(400).toBytes());
  }

  private static History without(int seconds) {
    KnownCovariatesTest other = new KnownCovariatesTest();
    other.seconds(seconds);
    return other.history;
  }

  @ParameterizedTest
  @MethodSource("io.millrace.forecasting.HistoryPropertyTest#seeds")
  void anyOrderOfTellingGivesTheSameHistory(long seed) {
    seconds(150);
    Random random = new Random(seed);
    List<Observation> told = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      Instant at = START.plusMillis(130_000 + 500L * random.nextInt(50));
      Map<String, Double> values = new TreeMap<>();
      for (String name : List.of("holiday", "outside", "price")) {
        if (random.nextBoolean()) {
          // one time and revision never carries two values: the first would count
          values.put(name, at.toEpochMilli() + 0.001 * (i % 4));
        }
      }
      told.add(new Observation(at, i % 4, new TreeMap<>(values), false));
    }
    History one = all(told);
    Collections.shuffle(told, random);
    History other = all(told);
    assertThat(other).isEqualTo(one);
    assertThat(other.toBytes()).isEqualTo(one.toBytes());
  }

  private History all(List<Observation> told) {
    History next = history;
    for (Observation each : told) {
      Acceptance acceptance = next.known(each, POLICY);
      assertThat(acceptance.outcome()).isNotInstanceOf(Refused.class);
      next = History.fromBytes(acceptance.history().toBytes());
      assertThat(next).isEqualTo(acceptance.history());
    }
    return next;
  }

  private Window window(int atMost) {
    return history.newestWindow(atMost, GAPS).orElseThrow();
  }

  private void tell(int second, int revision, String name, double value) {
    Acceptance acceptance = history.known(told(second, revision, name, value), POLICY);
    assertThat(acceptance.outcome()).isEqualTo(new Accepted(List.of()));
    history = History.fromBytes(acceptance.history().toBytes());
  }

  private static Observation told(int second, int revision, String name, double value) {
    TreeMap<String, Double> values = new TreeMap<>(Map.of(name, value));
    return new Observation(START.plusSeconds(second), revision, values, false);
  }

  /** Readings up to a second; those known already change nothing. */
  private void seconds(int until) {
    for (int i = 0; i < until; i++) {
      Observation reading = Observation.of(START.plusSeconds(i), Map.of("a", (double) i));
      history = history.accept(reading, POLICY).history();
    }
  }
}
