package io.millrace.workbench.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.transformers.training.EpochReport;
import io.millrace.workbench.Screen;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingLinesTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private long nanos;

  @Test
  void aTerminalShowsABarWithLossSpeedAndTimeLeft() {
    TrainingLines lines = lines(true, 80);
    lines.started(10, 200);

    steps(lines, 3, 1, 100, 100);

    assertThat(last())
        .isEqualTo(
            "epoch 3/10 [#######.......] 100/200  loss 0.5000  10.0 steps/s" + "  up to 2:30 left")
        .hasSizeLessThan(80);
    assertThat(text()).doesNotContain("\n");
  }

  @Test
  void aRunOfAnySizeStaysWithinEightyColumns() {
    TrainingLines lines = lines(true, 80);
    lines.started(100, 10_000);

    steps(lines, 10, 9_900, 100, 100);

    assertThat(last()).hasSizeLessThan(80).startsWith("epoch 10/100 [").contains(" left");
  }

  @Test
  void aNarrowTerminalGetsTheNumbersWithoutTheBar() {
    TrainingLines lines = lines(true, 72);
    lines.started(10, 200);

    steps(lines, 3, 1, 100, 100);

    assertThat(last()).isEqualTo("epoch 3/10 100/200  loss 0.5000  10.0 steps/s  up to 2:30 left");
  }

  @Test
  void theTimeLeftCountsValidationOnceAnEpochHasEnded() {
    TrainingLines lines = lines(true, 80);
    lines.started(3, 100);
    steps(lines, 1, 1, 100, 100);
    lines.finished(new EpochReport(1, 100, 0.5, 0.6, 30, true)); // 20 of the 30 s validate

    steps(lines, 2, 1, 50, 100);

    assertThat(last()).endsWith("10.0 steps/s  up to 0:35 left");
  }

  @Test
  void anEpochsLineTakesTheBarsPlaceAndStays() {
    TrainingLines lines = lines(true, 80);
    lines.started(10, 200);
    steps(lines, 1, 1, 200, 100);

    lines.finished(new EpochReport(1, 200, 0.41, 0.52, 21.4, false));

    assertThat(text())
        .endsWith("\r\u001b[Kepoch  1  loss 0.4100  validation 0.5200  21 s  (not better)\n");
  }

  @Test
  void elsewhereThereIsALineEveryTenSecondsAndOneAnEpoch() {
    TrainingLines lines = lines(false, 0);
    lines.started(10, 300);
    steps(lines, 1, 1, 250, 100);

    lines.finished(new EpochReport(1, 300, 0.41, 0.52, 30, true));

    assertThat(text().lines())
        .containsExactly(
            "epoch  1  step 100 of 300  loss 0.5000  10.0 steps/s",
            "epoch  1  step 200 of 300  loss 0.5000  10.0 steps/s",
            "epoch  1  loss 0.4100  validation 0.5200  30 s");
  }

  @Test
  void aResumedRunSaysFromWhere() {
    TrainingLines lines = lines(false, 0);
    lines.started(10, 264);

    lines.resumed(3, 120);
    lines.hadEnded(7);

    assertThat(text().lines())
        .containsExactly(
            "resumed in epoch 3 of 10, after step 120 of 264",
            "resumed after training had ended, with epoch 7");
  }

  @Test
  void aResumedRunsSpeedIsThatOfItsOwnSteps() {
    TrainingLines lines = lines(true, 80);
    lines.started(10, 264);
    lines.resumed(3, 200);

    steps(lines, 3, 201, 30, 100);

    assertThat(last()).contains("230/264", " 10.0 steps/s ");
  }

  /** Steps of an epoch, each {@code millis} after the one before. */
  private void steps(TrainingLines lines, int epoch, long first, int count, long millis) {
    for (long step = first; step < first + count; step++) {
      nanos += millis * 1_000_000;
      lines.stepped(epoch, step, 0, 0.5f);
    }
  }

  private TrainingLines lines(boolean terminal, int columns) {
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    return new TrainingLines(new Screen(out, terminal, columns), () -> nanos);
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  /** What a person sees on the line that is rewritten. */
  private String last() {
    List<String> rewritten = List.of(text().split("\r\u001b\\[K", -1));
    return rewritten.get(rewritten.size() - 1);
  }
}
