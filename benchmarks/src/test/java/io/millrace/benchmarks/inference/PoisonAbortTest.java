package io.millrace.benchmarks.inference;

import io.millrace.benchmarks.SharedStack;
import io.millrace.benchmarks.ShortForms;
import io.millrace.benchmarks.Stack;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The short form of {@code poison-abort}. */
@ExtendWith(SharedStack.class)
final class PoisonAbortTest {

  @Test
  void aRecordThatEndsTheProcessIsOutOfTheWayAfterAFewDeaths(Stack stack) {
    try (ShortForms<InferenceTestbed> rows = new ShortForms<>(InferenceTestbed.on(stack))) {
      rows.keep(new PoisonAbortRow(40, 4, Duration.ofSeconds(60), 7, rows.testbed()));
    }
  }
}
