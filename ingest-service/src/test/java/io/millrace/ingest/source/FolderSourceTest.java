package io.millrace.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.events.Event;
import io.millrace.events.SensorEvent;
import io.millrace.events.SeriesEvent;
import io.millrace.events.TextEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FolderSourceTest extends FolderBench {

  private static String text(String id) {
    return "{\"id\":\"%s\",\"source\":\"s\",\"at\":\"2026-01-31T12:00:00Z\",\"text\":\"t\"}%n"
        .formatted(id);
  }

  private List<String> ids() {
    return delivery.events(TextEvent.class).stream().map(TextEvent::id).toList();
  }

  @Test
  void theEndingSaysWhichEventsTheLinesAre() throws Exception {
    drop("a.text.ndjson", text("1"));
    drop(
        "a.sensor.ndjson",
        "{\"id\":\"2\",\"sensor\":\"s\",\"at\":\"2026-01-31T12:00:00Z\",\"rateHz\":1,\"channels\":{\"x\":[1]}}");
    drop(
        "a.series.ndjson",
        "{\"series\":\"s\",\"at\":\"2026-01-31T12:00:00Z\",\"values\":{\"x\":1}}");
    settle();

    assertThat(delivery.events(Event.class))
        .hasOnlyElementsOfTypes(TextEvent.class, SensorEvent.class, SeriesEvent.class)
        .hasSize(3);
    assertThat(files("done")).hasSize(3);
  }

  @Test
  void aFileThatStillGrowsWaits() throws Exception {
    Path file = drop("a.text.ndjson", text("1"));
    source.poll();
    pace.pause(SETTLE);
    Files.writeString(file, text("2"), StandardOpenOption.APPEND);
    source.poll();
    assertThat(ids()).isEmpty();
    pace.pause(SETTLE.minusMillis(1));
    source.poll();
    assertThat(ids()).isEmpty();
    pace.pause(Duration.ofMillis(1));
    source.poll();

    assertThat(ids()).containsExactly("1", "2");
  }

  @ParameterizedTest
  @CsvSource({"a.text.ndjson.part", "a.text.ndjson.tmp", ".a.text.ndjson"})
  void aFileIsCompleteOnceItLosesItsTemporaryName(String temporary) throws Exception {
    Path file = drop(temporary, text("1"));
    settle();
    settle();
    assertThat(ids()).isEmpty();
    Files.move(file, directory.resolve("a.text.ndjson"));
    source.poll();

    assertThat(ids()).containsExactly("1");
  }

  @Test
  void ofAFileThatIsPartlyRefusedTheRestIsAcceptedAndTheListLiesBesideIt() throws Exception {
    drop("a.text.ndjson", text("1") + "{\"id\":\n\n" + text("2") + text("").strip());
    settle();

    assertThat(ids()).containsExactly("1", "2");
    assertThat(files("done")).containsExactly("a.text.ndjson", "a.text.ndjson.errors");
    assertThat(read("done/a.text.ndjson.errors").lines())
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).startsWith("line 2: json: is broken"))
        .contains("line 5: id: must have 1 to 256 characters, has 0");
    assertThat(delivery.refused()).hasSize(2).first().asString().startsWith("{\"id\": | json: ");
    assertThat(files(".")).isEmpty();
  }

  @Test
  void aFileOfWhichNothingWasAcceptedIsRefused() throws Exception {
    drop("a.text.ndjson", "x\ny\n");
    settle();

    assertThat(files("refused")).containsExactly("a.text.ndjson", "a.text.ndjson.errors");
    assertThat(read("refused/a.text.ndjson.errors").lines()).hasSize(2);
    assertThat(files("done")).isEmpty();
  }

  @Test
  void aLineOfTwentyMegabytesIsRefusedAndItsNeighboursAreNot() throws Exception {
    drop("a.text.ndjson", text("1") + "x".repeat(20_000_000) + "\n" + text("2"));
    settle();

    assertThat(ids()).containsExactly("1", "2");
    assertThat(read("done/a.text.ndjson.errors")).startsWith("line 2: json: must have at most");
  }

  @Test
  void aRunThatWasCutOffGoesOnWhereKafkaHadAcknowledged() throws Exception {
    String lines =
        IntStream.range(0, 10_000)
            .mapToObj(i -> i % 100 == 7 ? "broken\n" : text("id-" + i))
            .collect(Collectors.joining());
    drop("a.text.ndjson", lines);
    source.poll();
    pace.pause(SETTLE);
    delivery.failAfter(3);
    assertThatThrownBy(source::poll).hasMessage("no broker");
    int before = ids().size();
    start();
    settle();

    assertThat(before).isBetween(1_500, 9_000);
    assertThat(ids()).hasSize(9_900).doesNotHaveDuplicates();
    assertThat(read("done/a.text.ndjson.errors").lines())
        .hasSize(100)
        .doesNotHaveDuplicates()
        .allMatch(
            line ->
                line.endsWith(
                    "'broken': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')"));
  }

  @Test
  void whatWasSentAfterTheNoteIsSentAgainAsTheSameEvents() throws Exception {
    drop("oven.csv", "time,cpu,load\n2026-01-31T12:00:00Z,1,2\n2026-01-31T12:00:01Z,x,2\n");
    settle();
    Files.move(directory.resolve("done/oven.csv"), directory.resolve("oven.csv"));
    settle();

    List<SeriesEvent> events = delivery.events(SeriesEvent.class);
    assertThat(events).hasSize(2);
    assertThat(events.get(0).envelope()).isEqualTo(events.get(1).envelope());
  }

  @Test
  void aNoteThatIsBrokenCountsAsNone() throws Exception {
    drop("a.text.ndjson", text("1"));
    drop(".millrace-position", "");
    settle();

    assertThat(ids()).containsExactly("1");
  }

  @Test
  void theListThatWasMovedBeforeARunWasCutOffStaysBesideItsFile() throws Exception {
    Path file = drop("a.text.ndjson", text("1") + "x\n");
    settle();
    Files.move(directory.resolve("done/a.text.ndjson"), file);
    Sighting sighting = Sighting.of(file).orElseThrow();
    new FolderNotes(directory.resolve(".millrace-position"))
        .write(new FolderNote("a.text.ndjson", sighting, 2, 1, 1, 20));
    start();
    settle();

    assertThat(ids()).containsExactly("1");
    assertThat(files("done")).containsExactly("a.text.ndjson", "a.text.ndjson.errors");
  }

  @Test
  void nothingInDoneIsOverwritten() throws Exception {
    for (int i = 0; i < 3; i++) {
      drop("a.text.ndjson", text("id-" + i) + "x\n".repeat(i));
      settle();
    }

    assertThat(files("done"))
        .containsExactly(
            "a-2.text.ndjson",
            "a-2.text.ndjson.errors",
            "a-3.text.ndjson",
            "a-3.text.ndjson.errors",
            "a.text.ndjson");
    assertThat(read("done/a-3.text.ndjson.errors").lines()).hasSize(2);
  }

  @Test
  void aFileThatChangesWhileItIsReadIsReadAgain() throws Exception {
    Path file = drop("a.text.ndjson", text("1"));
    FolderSource slow =
        new FolderSource(directory, SETTLE, new AppendingDelivery(delivery, file, text("2")), pace);
    slow.poll();
    pace.pause(SETTLE);
    slow.poll();
    assertThat(files(".")).contains("a.text.ndjson");
    slow.poll();
    pace.pause(SETTLE);
    slow.poll();

    assertThat(ids()).containsExactly("1", "1", "2");
    assertThat(files("done")).containsExactly("a.text.ndjson");
  }

  @Test
  void olderFilesComeFirst() throws Exception {
    Path late = drop("a.text.ndjson", text("late"));
    Path early = drop("b.text.ndjson", text("early"));
    Files.setLastModifiedTime(late, FileTime.from(START));
    Files.setLastModifiedTime(early, FileTime.from(START.minusSeconds(1)));
    settle();

    assertThat(ids()).containsExactly("early", "late");
  }

  @Test
  void aFileOfAnotherEndingIsLeftAlone() throws Exception {
    drop("README.md", "# Drop files here\n");
    drop("a.ndjson", text("1"));
    settle();

    assertThat(files(".")).containsExactly("README.md", "a.ndjson");
  }

  @Test
  void aFolderIsReadByOneOnly() throws Exception {
    FolderSource other = new FolderSource(directory, SETTLE, delivery, new FakePace(START, 0));
    try (FolderLock held = FolderLock.of(directory)) {
      assertThat(held.isHeld()).isTrue();
      assertThatThrownBy(other::run).hasMessage(directory + " is being read by another process");
    }

    assertThatThrownBy(other::run).isInstanceOf(InterruptedException.class);
  }
}
