package io.millrace.benchmarks.alert;

import io.millrace.benchmarks.SharedStack;
import io.millrace.benchmarks.ShortForms;
import io.millrace.benchmarks.Stack;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The row with smaller numbers; skipped where Alertmanager is not installed. */
@ExtendWith(SharedStack.class)
final class DeliveryTest {

  private static ShortForms<DeliveryTestbed> rows;

  @BeforeAll
  static void start(Stack stack) {
    rows = new ShortForms<>(new DeliveryTestbed(stack));
  }

  @AfterAll
  static void stop() {
    rows.close();
  }

  @Test
  void receiversThatFailLoseNothingAndHoldNothingUp() {
    rows.keep(
        new DeliveryRow(
            Duration.ofSeconds(3),
            Duration.ofSeconds(2),
            50,
            20,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            false,
            1_000,
            7,
            rows.testbed()));
  }
}
