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
import io.millrace.forecasting.StandardNormal;
import io.millrace.forecasting.VariateOutlook;
import io.millrace.forecasting.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BreachAheadTest {

  private static final List<Double> LEVELS = List.of(0.1, 0.5, 0.9);
  private static final Served SERVED = new Served("m", "1", "m", List.of("a"), LEVELS, 4);
  private static final HistoryPolicy POLICY =
      HistoryPolicy.forLookback(8).withStep(Duration.ofSeconds(1));

  private final BreachAhead rule =
      new BreachAhead(
          new AlertTerms("breach", "warning", AlertTiming.AT_ONCE),
          "a",
          Limit.above(1),
          Duration.ofSeconds(4),
          0.5,
          0.3,
          Severities.USUAL);

  private History history = History.empty();
  private BreachMemory memory = rule.untaught();
  private long second = 0;

  @BeforeEach
  void untilTheHistoryHasItsGrid() {
    for (int i = 0; i < 10; i++) {
      observe(0);
    }
  }

  @Test
  void anAlarmThatNeverComesTrueIsBelievedLessAndLess() {
    double first = step(0, Optional.of(outlook("a"))).crossing().orElseThrow().probability();

    for (int i = 0; i < 200; i++) {
      step(0, Optional.of(outlook("a")));
    }

    BreachAhead.Foreseen last = step(0, Optional.of(outlook("a")));
    assertThat(first).isGreaterThan(0.4);
    assertThat(last.stated().orElseThrow().probability()).isGreaterThan(0.4);
    assertThat(last.crossing().orElseThrow().probability()).isLessThan(0.1);
    assertThat(memory.leads()).isEqualTo(4);
  }

  @Test
  void stepsWithoutAForecastAreMetAllTheSame() {
    step(0, Optional.of(outlook("a")));
    step(0, Optional.empty());
    step(2, Optional.empty());
    step(0, Optional.empty());

    BreachAhead.Foreseen foreseen = step(0, Optional.empty());

    assertThat(foreseen.crossing()).isEmpty();
    assertThat(foreseen.memory().open()).isEmpty();
    assertThat(foreseen.memory().calibration()).isNotEqualTo(EventCalibration.INITIAL);
  }

  @Test
  void aForecastOfOtherVariatesSaysNothingToIt() {
    assertThat(step(0, Optional.of(outlook("b"))).crossing()).isEmpty();
  }

  @Test
  void anUntaughtRuleSaysWhatThePathsSay() {
    BreachAhead.Foreseen foreseen = step(0, Optional.of(outlook("a")));

    assertThat(foreseen.crossing()).isEqualTo(foreseen.stated());
  }

  /** One second further, by way of the memory's bytes. */
  private BreachAhead.Foreseen step(double value, Optional<Outlook> outlook) {
    long slot = observe(value).get(0);
    Window window = history.window(slot, 50, new GapPolicy.Previous(5)).orElseThrow();
    BreachAhead.Foreseen foreseen =
        rule.foresee(
            BreachMemory.fromBytes(memory.toBytes()),
            new AlertEvidence("s", window, List.of(), outlook, Ledger.empty()));
    memory = foreseen.memory();
    return foreseen;
  }

  /** The steps that it closed. */
  private List<Long> observe(double value) {
    Instant at = Instant.ofEpochSecond(second++);
    Acceptance acceptance = history.accept(Observation.of(at, Map.of("a", value)), POLICY);
    history = acceptance.history();
    return ((Acceptance.Accepted) acceptance.outcome()).closed();
  }

  private static Outlook outlook(String variate) {
    double[][] quantiles = new double[LEVELS.size()][4];
    for (int level = 0; level < quantiles.length; level++) {
      Arrays.fill(quantiles[level], StandardNormal.quantile(LEVELS.get(level)));
    }
    Served served = new Served("m", "1", "m", List.of(variate), LEVELS, 4);
    VariateOutlook ahead = new VariateOutlook(new double[4], SERVED.levelArray(), quantiles);
    return new Outlook(served, Map.of(variate, ahead), 0);
  }
}
