package io.millrace.workbench.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.events.SeriesEvent;
import io.millrace.workbench.csv.CsvRows;
import io.millrace.workbench.csv.ReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {

  @TempDir Path folder;

  @Test
  void everyRowIsAcceptedOrToldWithItsLine() throws Exception {
    Path file = csv("date,a", "2020-01-01,1", "2020-01-02,x", "2020-01-03,3");
    List<String> told = new ArrayList<>();
    Outcome outcome = new Outcome(file, 5, told::add);
    List<SeriesEvent> sent = new ArrayList<>();

    replay(file, outcome, batch -> refusingTheLast(batch, sent));

    assertThat(sent).extracting(event -> event.values().get("a")).containsExactly(1.0, 3.0);
    assertThat(outcome).hasToString("1 rows accepted, 2 rejected");
    assertThat(told)
        .containsExactly(
            file + ":3: column a holds 'x', not a number", file + ":4: values: too odd");
  }

  @Test
  void afterABreakOnlyWhatWasSentNeedsNotBeSentAgain() throws Exception {
    List<String> rows = new ArrayList<>(List.of("date,a"));
    for (int row = 0; row < 700; row++) {
      rows.add(row + ",1");
    }
    Path file = csv(rows.toArray(String[]::new));
    List<String> told = new ArrayList<>();
    Outcome outcome = new Outcome(file, 5, told::add);
    Iterator<Receipt> answers = List.of(new Receipt(500, 0, List.of())).iterator();

    assertThatThrownBy(() -> replay(file, outcome, batch -> answers.next()))
        .isInstanceOf(java.util.NoSuchElementException.class);

    assertThat(outcome.rowsSettled()).isEqualTo(500);
  }

  @Test
  void anHourAtSixtyTimesTheSpeedTakesAMinute() {
    assertThat(new Speed.Converter().convert("60x").due(Duration.ofHours(1)))
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(Speed.MAXIMUM.due(Duration.ofDays(1))).isZero();
  }

  @Test
  void aRowIsSentWhenItIsDueAndNotBefore() throws Exception {
    Path file = csv("date,a", "2026-01-01T00:00:00Z,1", "2026-01-01T00:01:00Z,2");
    FakeTime time = new FakeTime();
    List<Instant> sentAt = new ArrayList<>();
    Replay.BatchSender sender =
        batch -> {
          sentAt.add(time.instant());
          return new Receipt(batch.size(), 0, List.of());
        };

    try (CsvRows rows = CsvRows.open(file, ReadOptions.detect())) {
      Outcome outcome = new Outcome(file, 0, told -> {});
      new Replay("s", new Speed(60), sender, time, time, outcome, progress -> {}).all(rows);
    }

    assertThat(sentAt).containsExactly(FakeTime.NOON, FakeTime.NOON.plusSeconds(1));
  }

  @Test
  void aReceiptAboutRowsThatWereNotSentIsRefused() {
    Outcome outcome = new Outcome(Path.of("s.csv"), 5, told -> {});
    Receipt receipt = new Receipt(0, 1, List.of(new Receipt.Refusal(1, "at", "too old")));

    assertThatThrownBy(() -> outcome.sent(receipt, List.of(2L)))
        .isInstanceOf(ReplayException.class)
        .hasMessageContaining("refuses event 1 of a batch of 1");
  }

  private static Receipt refusingTheLast(List<SeriesEvent> batch, List<SeriesEvent> sent) {
    sent.addAll(batch);
    int last = batch.size() - 1;
    return new Receipt(last, 1, List.of(new Receipt.Refusal(last, "values", "too odd")));
  }

  private static void replay(Path file, Outcome outcome, Replay.BatchSender sender)
      throws InterruptedException {
    try (CsvRows rows = CsvRows.open(file, ReadOptions.detect())) {
      FakeTime time = new FakeTime();
      new Replay("s", Speed.MAXIMUM, sender, time, time, outcome, progress -> {}).all(rows);
    }
  }

  private Path csv(String... lines) throws IOException {
    return Files.write(folder.resolve("s.csv"), List.of(lines));
  }
}
