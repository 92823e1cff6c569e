package io.millrace.benchmarks.alert;

import io.millrace.benchmarks.SharedStack;
import io.millrace.benchmarks.ShortForms;
import io.millrace.benchmarks.Stack;
import io.millrace.benchmarks.forecast.ForecastTestbed;
import io.millrace.benchmarks.forecast.KillPlan;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The rows of the proof that need a broker, with smaller numbers. */
@ExtendWith(SharedStack.class)
final class AlertGuaranteesTest {

  private static final long SEED = 7;

  private static ShortForms<ForecastTestbed> rows;

  @BeforeAll
  static void start(Stack stack) {
    rows = new ShortForms<>(ForecastTestbed.on(stack));
  }

  @AfterAll
  static void stop() {
    rows.close();
  }

  @Test
  void anEpisodeFiresOnceAndResolvesOnceAndItsTwinIsQuiet() {
    rows.keep(new EpisodesRow(2, SEED, rows.testbed()));
  }

  @Test
  void aKilledServiceTellsTheSameAlerts() {
    rows.keep(
        new KilledRow(new KillPlan(1, 0, Duration.ofMillis(900), 0, 8, 150, SEED), rows.testbed()));
  }

  @Test
  void theVariateThatWasShiftedIsNamedFirst() {
    rows.keep(new PlantedCauseRow(3, 300, 1, 1, SEED, rows.testbed()));
  }
}
