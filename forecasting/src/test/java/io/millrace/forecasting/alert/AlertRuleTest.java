package io.millrace.forecasting.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.forecasting.Acceptance;
import io.millrace.forecasting.GapPolicy;
import io.millrace.forecasting.History;
import io.millrace.forecasting.HistoryPolicy;
import io.millrace.forecasting.Ledger;
import io.millrace.forecasting.Limit;
import io.millrace.forecasting.Observation;
import io.millrace.forecasting.Outlook;
import io.millrace.forecasting.Served;
import io.millrace.forecasting.VariateOutlook;
import io.millrace.forecasting.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AlertRuleTest {

  private static final List<Double> LEVELS = List.of(0.1, 0.5, 0.9);
  private static final Served SERVED = new Served("m", "1", "m", List.of("a"), LEVELS, 10);
  private static final BreachAhead BREACH =
      new BreachAhead(
          new AlertTerms("breach", "warning", AlertTiming.of(Duration.ofSeconds(2))),
          "a",
          Limit.above(0.9),
          Duration.ofSeconds(10),
          0.8,
          0.3,
          Severities.USUAL);
  private static final Unexpected UNEXPECTED =
      new Unexpected(new AlertTerms("unexpected", "warning", AlertTiming.AT_ONCE), "a", 0.0001, 50);

  private AlertStates states = AlertStates.NONE;
  private final List<AlertChange> changes = new ArrayList<>();
  private History history = History.empty();
  private Ledger ledger = Ledger.empty();

  @Test
  void aBreachAheadFiresOnceAndResolvesOnce() {
    for (int i = 0; i < 200; i++) { // what a probability is worth must be known
      step(BREACH, 0.2, 0.2);
    }
    for (int i = 0; i < 5; i++) {
      step(BREACH, 0.95, 0.95);
    }
    assertThat(changes).hasSize(1);
    assertThat(changes.get(0).isFiring()).isTrue();
    assertThat(changes.get(0).startsAt()).isEqualTo(Instant.ofEpochSecond(202));
    for (int i = 0; i < 6; i++) {
      step(BREACH, 0.2, 0.2);
    }
    assertThat(changes).hasSize(2);
    assertThat(changes.get(1).isFiring()).isFalse();
    assertThat(changes.get(1).startsAt()).isEqualTo(changes.get(0).startsAt());
    assertThat(changes.get(1).sequence()).isEqualTo(2);
    assertThat(changes.get(1).at()).isEqualTo(Instant.ofEpochSecond(207));
  }

  @Test
  void betweenTheThresholdsNothingChanges() {
    for (int i = 0; i < 20; i++) {
      step(BREACH, 0.5, 0.893); // about one in two
    }
    assertThat(changes).isEmpty();
  }

  @Test
  void aSpikeShorterThanTheMinimumIsQuiet() {
    for (int i = 0; i < 60; i++) {
      step(BREACH, 0.2, i % 10 == 0 ? 0.95 : 0.2);
    }
    assertThat(changes).isEmpty();
  }

  @Test
  void aReadingFarFromItsForecastIsUnexpectedAndOverWhenTheNextIsNot() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 300; i++) {
      step(UNEXPECTED, 0.2 + 0.01 * random.nextGaussian(), 0.2);
    }
    int before = changes.size();
    step(UNEXPECTED, 5, 0.2);
    for (int i = 0; i < 60; i++) {
      step(UNEXPECTED, 0.2 + 0.001 * random.nextGaussian(), 0.2);
    }

    List<AlertChange> after = changes.subList(before, changes.size());
    assertThat(after.get(0).isFiring()).isTrue();
    assertThat(after.get(0).finding().evidence()).containsEntry("value", 5.0);
    assertThat(after.get(after.size() - 1).isFiring()).isFalse();
  }

  /** One second further: {@code value} is observed and {@code expected} is forecast. */
  private void step(StepRule rule, double value, double expected) {
    HistoryPolicy policy = HistoryPolicy.forLookback(8);
    Instant at = history.variates().isEmpty() ? Instant.EPOCH : history.latest().plusSeconds(1);
    Acceptance acceptance = history.accept(Observation.of(at, Map.of("a", value)), policy);
    history = acceptance.history();
    for (long slot : ((Acceptance.Accepted) acceptance.outcome()).closed()) {
      Window window = history.window(slot, 50, new GapPolicy.Previous(5)).orElseThrow();
      Ledger.Scoring scoring = ledger.score(window);
      Outlook outlook = new Outlook(SERVED, Map.of("a", around(expected)), 0.5);
      ledger = scoring.ledger().remember(outlook, window);
      decide(rule, new AlertEvidence("s", window, scoring.scored(), Optional.of(outlook), ledger));
    }
  }

  private void decide(StepRule rule, AlertEvidence evidence) {
    AlertState state = AlertStates.fromBytes(states.toBytes()).of(rule);
    Finding finding = rule.find(state.memory(), evidence);
    AlertState.Decision decision = state.after(rule, finding, evidence.actuals().at());
    states = new AlertStates(Map.of(rule.name(), decision.state()));
    decision.change().ifPresent(changes::add);
  }

  private static VariateOutlook around(double level) {
    double[][] quantiles = new double[3][10];
    double[] mean = new double[10];
    for (int h = 0; h < 10; h++) {
      mean[h] = level;
      quantiles[0][h] = level - 0.01;
      quantiles[1][h] = level;
      quantiles[2][h] = level + 0.01;
    }
    return new VariateOutlook(mean, SERVED.levelArray(), quantiles);
  }
}
