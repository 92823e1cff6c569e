package io.millrace.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.events.SeriesEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordedSourceTest {

  private static final Instant START = Instant.parse("2027-01-31T12:00:00Z");
  private static final String CSV =
      "time,cpu,load\n"
          + "2026-01-31T12:00:00Z,0,10\n"
          + "2026-01-31T12:00:01Z,1,11\n"
          + "2026-01-31T12:00:02Z,2,\n"
          + "2026-01-31T12:00:03Z,3,13\n";

  @TempDir Path directory;

  private final RecordedDelivery delivery = new RecordedDelivery();
  private Path file;
  private PositionFile position;

  @BeforeEach
  void writeRecording() throws IOException {
    file = directory.resolve("recording.csv");
    position = new PositionFile(directory.resolve("kept").resolve("position"));
    Files.writeString(file, CSV);
  }

  private Instant replay(int rows) {
    FakePace pace = new FakePace(START, rows);
    RecordedSource source =
        new RecordedSource(file, 1, 20, "host-recorded", position, delivery, pace);
    assertThatThrownBy(source::run).isInstanceOf(InterruptedException.class);
    return pace.now();
  }

  private List<SeriesEvent> events() {
    return delivery.events(SeriesEvent.class);
  }

  @Test
  void rowsFollowEachOtherInCompressedTimeAndAreMarked() {
    Instant end = replay(3);

    assertThat(end).isEqualTo(START.plusMillis(100));
    assertThat(events())
        .allMatch(event -> event.attributes().equals(Map.of("origin", "recorded")))
        .extracting(SeriesEvent::at)
        .containsExactly(
            Instant.parse("2026-01-31T12:00:01Z"),
            Instant.parse("2026-01-31T12:00:02Z"),
            Instant.parse("2026-01-31T12:00:03Z"));
  }

  @Test
  void aBlankCellIsMissing() {
    replay(2);

    assertThat(events().get(1).values()).isEqualTo(Map.of("cpu", 2.0));
  }

  @Test
  void stampsKeepRisingWhenTheFileStartsAgain() {
    replay(5);

    assertThat(events()).extracting(e -> e.values().get("cpu")).containsExactly(1., 2., 3., 1., 2.);
    assertThat(events().get(4).at()).isEqualTo(Instant.parse("2026-01-31T12:00:05Z"));
  }

  @Test
  void aLaterRunGoesOnWhereTheLastOneWasNoted() throws IOException {
    replay(21);
    long noted = position.read();
    replay(1);

    assertThat(noted).isEqualTo(21);
    assertThat(events().get(21).at()).isEqualTo(Instant.parse("2026-01-31T12:00:22Z"));
  }

  @Test
  void aPositionFileThatIsCorruptIsNamed() throws IOException {
    position.write(7);
    Files.writeString(position.file(), "seven");

    assertThatThrownBy(position::read)
        .isInstanceOf(IOException.class)
        .hasMessage(
            position.file() + " line 1: must be a row count, is 'seven'; delete it to start over");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-01-31T12:00:03Z,3,13 | 2026-01-31T12:00:03Z,x,13 | line 5: cpu must be a finite number",
        "2026-01-31T12:00:03Z,3,13 | 2026-01-31T12:00:03Z,NaN,13 | line 5: cpu must be a finite",
        "2026-01-31T12:00:03Z,3,13 | 2026-01-31T12:00:03Z,3 | line 5: must have 3 cells, has 2",
        "2026-01-31T12:00:03Z | later | line 5: time must be an ISO-8601 instant, is 'later'",
        "2026-01-31T12:00:03Z | 2026-01-31T12:00:02Z | line 5: time must be later than the row before",
        "time,cpu | when,cpu | line 1: must be time,<variates>",
      })
  void aCorruptRecordingIsRefusedByFileAndLine(String part, String broken, String reason)
      throws IOException {
    Files.writeString(file, CSV.replace(part, broken));

    assertThatThrownBy(() -> Recording.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(reason);
  }

  @Test
  void aMissingRecordingIsNamed() throws IOException {
    Files.delete(file);

    assertThatThrownBy(() -> Recording.read(file)).hasMessage(file + " does not exist");
  }

  @Test
  void theStepIsThatOfTheRecording() throws IOException {
    assertThat(Recording.read(file).step()).isEqualTo(Duration.ofSeconds(1));
  }
}
