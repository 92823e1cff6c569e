package io.millrace.forecasting.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.forecasting.Limit;
import io.millrace.forecasting.alert.AlertLife.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AlertLifeTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final List<AlertChange> changes = new ArrayList<>();
  private AlertStates states = AlertStates.NONE;

  @Test
  void itIsKeptFiringUntilItHasBeenClearForLongEnough() {
    BreachAhead rule = rule(timing(0, 5, 0, 0, 0));
    run(rule, "RCCCRCCCCCC");
    assertThat(changes)
        .extracting(AlertChange::kind)
        .containsExactly(AlertChange.Kind.BEGAN, AlertChange.Kind.ENDED);
    assertThat(changes.get(1).at()).isEqualTo(START.plusSeconds(10));
  }

  @Test
  void itDoesNotFireAgainWhileItRests() {
    BreachAhead rule = rule(timing(0, 0, 0, 6, 0));
    run(rule, "RCRCRCRCRC");
    assertThat(changes)
        .extracting(change -> Duration.between(START, change.at()).toSeconds())
        .containsExactly(0L, 1L, 8L, 9L);
  }

  @Test
  void oneThatFlapsIsHeldUntilItHasBeenClearForTheWholeTime() {
    BreachAhead rule = rule(timing(0, 0, 0, 0, 10));
    run(rule, "RCRCRCR" + "C".repeat(9) + "R" + "C".repeat(12));
    assertThat(changes)
        .extracting(AlertChange::kind)
        .containsExactly(
            AlertChange.Kind.BEGAN,
            AlertChange.Kind.ENDED,
            AlertChange.Kind.BEGAN,
            AlertChange.Kind.ENDED,
            AlertChange.Kind.BEGAN,
            AlertChange.Kind.ENDED,
            AlertChange.Kind.BEGAN,
            AlertChange.Kind.ENDED);
    assertThat(changes).extracting(AlertChange::flaps).containsExactly(0, 0, 1, 1, 2, 2, 3, 3);
    assertThat(changes.get(7).at()).isEqualTo(START.plusSeconds(27));
  }

  @Test
  void itIsToldAgainAtABoundedRateAndAtOnceWhenItBecomesGraver() {
    BreachAhead rule = rule(timing(0, 0, 4, 0, 0));
    for (int i = 0; i < 12; i++) {
      step(rule, i, Signal.RAISE, i == 6 ? 1 : 0);
    }
    assertThat(changes)
        .extracting(change -> Duration.between(START, change.at()).toSeconds())
        .containsExactly(0L, 4L, 6L, 10L);
    assertThat(changes).extracting(AlertChange::sequence).containsExactly(1, 2, 3, 4);
    assertThat(changes)
        .extracting(AlertChange::severity)
        .containsExactly("warning", "warning", "page", "page");
  }

  /**
   * Whatever a rule says: one beginning and one end an episode, rising numbers, one id at a time.
   */
  @Test
  void everyLifeIsABeginningThenUpdatesThenAnEnd() {
    for (int seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      AlertTiming timing =
          timing(
              random.nextInt(4),
              random.nextInt(4),
              random.nextInt(4),
              random.nextInt(8),
              random.nextInt(8));
      changes.clear();
      states = AlertStates.NONE;
      BreachAhead rule = rule(timing);
      for (int i = 0; i < 200; i++) {
        step(rule, i, Signal.values()[random.nextInt(3)], random.nextInt(2));
      }
      assertIsALife(timing);
    }
  }

  private void assertIsALife(AlertTiming timing) {
    AlertChange last = null;
    for (AlertChange change : changes) {
      boolean begins = change.kind() == AlertChange.Kind.BEGAN;
      assertThat(begins).isEqualTo(last == null || !last.isFiring());
      if (begins) {
        assertThat(change.sequence()).isOne();
        assertThat(change.startsAt()).isEqualTo(change.at());
        if (last != null) {
          assertThat(change.at()).isAfterOrEqualTo(last.at().plus(timing.notAgainFor()));
        }
      } else {
        assertThat(change.sequence()).isEqualTo(last.sequence() + 1);
        assertThat(change.startsAt()).isEqualTo(last.startsAt());
      }
      last = change;
    }
  }

  @Test
  void anotherRuleUnderTheSameNameBeginsAnew() {
    run(rule(AlertTiming.AT_ONCE), "R");
    BreachAhead other =
        new BreachAhead(
            new AlertTerms("r", "warning", AlertTiming.AT_ONCE),
            "other",
            Limit.above(1),
            Duration.ofSeconds(1),
            0.8,
            0.4,
            Severities.USUAL);

    AlertState state = states.of(other);

    assertThat(state).isEqualTo(AlertState.of(other));
  }

  private void run(BreachAhead rule, String signals) {
    for (int i = 0; i < signals.length(); i++) {
      step(rule, i, signals.charAt(i) == 'R' ? Signal.RAISE : Signal.CLEAR, 0);
    }
  }

  private void step(BreachAhead rule, int second, Signal signal, int grade) {
    AlertState before = AlertStates.fromBytes(states.toBytes()).of(rule);
    Finding finding = new Finding(signal, before.memory(), grade, null, null, Map.of());
    AlertState.Decision decision = before.after(rule, finding, START.plusSeconds(second));
    states = new AlertStates(Map.of(rule.name(), decision.state()));
    assertThat(AlertStates.fromBytes(states.toBytes())).isEqualTo(states);
    decision.change().ifPresent(changes::add);
  }

  private static AlertTiming timing(int minimum, int keep, int update, int rest, int flap) {
    return new AlertTiming(
        Duration.ofSeconds(minimum),
        Duration.ofSeconds(keep),
        Duration.ofSeconds(update),
        Duration.ofSeconds(rest),
        Duration.ofSeconds(flap));
  }

  private static BreachAhead rule(AlertTiming timing) {
    return new BreachAhead(
        new AlertTerms("r", "warning", timing),
        "a",
        Limit.above(1),
        Duration.ofSeconds(1),
        0.8,
        0.4,
        Severities.of(Map.of("page", 0.95)));
  }
}
