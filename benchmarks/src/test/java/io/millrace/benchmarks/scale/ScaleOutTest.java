package io.millrace.benchmarks.scale;

import io.millrace.benchmarks.SharedStack;
import io.millrace.benchmarks.ShortForms;
import io.millrace.benchmarks.Stack;
import io.millrace.events.Topics;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The rows of the proof with smaller numbers. */
@ExtendWith(SharedStack.class)
final class ScaleOutTest {

  private static ShortForms<ScaleTestbed> rows;

  @BeforeAll
  static void start(Stack stack) {
    stack.empty(List.of(Topics.SERIES_EVENTS, Topics.INFERENCES)); // what others sent is not read
    rows = new ShortForms<>(new ScaleTestbed(stack, "scale-out"));
  }

  @AfterAll
  static void stop() {
    rows.close();
  }

  @Test
  void theSeriesOfAKilledInstanceAreTakenOverAndEitherAnswersForAll() {
    rows.keep(
        new TwoInstancesRow(
            List.of(Removal.KILLED), Duration.ofSeconds(1), 16, 80, 7, rows.testbed()));
  }
}
