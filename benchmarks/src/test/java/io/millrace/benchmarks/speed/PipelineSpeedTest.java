package io.millrace.benchmarks.speed;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.benchmarks.SharedStack;
import io.millrace.benchmarks.ShortForms;
import io.millrace.benchmarks.Stack;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The rows of the proof with smaller numbers, and bounds that a busy machine keeps: what is proved
 * here is that both sides answer all texts, with the same labels.
 */
@ExtendWith(SharedStack.class)
final class PipelineSpeedTest {

  private static final double ANY = 0.01; // times the peer's events/s

  private static ShortForms<SpeedTestbed> rows;

  @BeforeAll
  static void start(Stack stack) {
    rows = new ShortForms<>(new SpeedTestbed(stack));
  }

  @AfterAll
  static void stop() {
    rows.close();
  }

  @Test
  void thePeerGivesTheSameLabels() {
    rows.keep(new AgainstPeerRow("short", 32, ANY, 800, 1, 200, 1, rows.testbed()));
  }

  @Test
  void theRecordedLogRepeatsItself() {
    double repeats = RecordedLog.repeats(RecordedLog.lines(1_200).texts());

    assertThat(repeats).isBetween(0.9, 0.99);
  }

  @Test
  void theFloatingPointOperationsOfATextAreThoseOfItsMapsAndItsAttention() {
    double one = UsefulFlopsRow.flop(1);

    // 6 blocks of 1,769,472 weights, and two products of one number for each of 384 columns.
    assertThat(one).isEqualTo(6 * 2 * (1_769_472.0 + 2 * 384));
  }
}
