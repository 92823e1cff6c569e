package io.millrace.workbench.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.workbench.Screen;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReplayProgressTest {

  private final FakeTime time = new FakeTime();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Outcome outcome = new Outcome(Path.of("s.csv"), 0, line -> {});

  @Test
  void aTerminalSeesOneLineThatIsRewrittenWithRateAndRefusals() {
    ReplayProgress progress = new ReplayProgress(screen(true), time, () -> 0.5);

    for (int i = 0; i < 3; i++) {
      time.forA(Duration.ofMillis(250));
      send(progress, 500, 1);
    }

    assertThat(printed())
        .doesNotContain("\n")
        .contains("[###############...............]  50 %  499 rows accepted, 1 rejected")
        .endsWith("1,497 rows accepted, 3 rejected, 2,000 rows/s");
  }

  @Test
  void aLogSeesALineEveryFewSeconds() {
    ReplayProgress progress = new ReplayProgress(screen(false), time, () -> 0.25);

    for (int i = 0; i < 120; i++) {
      time.forA(Duration.ofMillis(100));
      send(progress, 10, 0);
    }

    assertThat(printed().lines())
        .hasSize(2)
        .last()
        .asString()
        .endsWith("25 %  1,000 rows accepted, 0 rejected, 100 rows/s");
  }

  @Test
  void theRateIsThatOfTheLastWhileAndInTheSummaryThatOfAll() {
    ReplayProgress progress = new ReplayProgress(screen(true), time, () -> 1);
    time.forA(Duration.ofSeconds(1));
    send(progress, 1_000, 0);
    time.forA(Duration.ofSeconds(9));
    send(progress, 9_000 / 3, 0);

    assertThat(printed()).endsWith("333 rows/s");
    assertThat(progress.summary(outcome)).isEqualTo("4,000 rows accepted, 0 rejected, 400 rows/s");
  }

  @Test
  void whileItWaitsItSaysWhy() {
    ReplayProgress progress = new ReplayProgress(screen(false), time, () -> 0);

    progress.waiting("the service answers 503; again in 5s");

    assertThat(printed()).contains("the service answers 503; again in 5s");
  }

  private void send(ReplayProgress progress, int rows, int refused) {
    for (int i = 0; i < rows; i++) {
      outcome.read();
    }
    outcome.sent(
        new Receipt(rows - refused, refused, List.of()),
        LongStream.range(0, rows).boxed().toList());
    outcome.settled();
    progress.sent(outcome);
  }

  private Screen screen(boolean terminal) {
    return new Screen(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal, 200);
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
