package io.millrace.ingest.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.events.SeriesEvent;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DroppedCsvTest extends FolderBench {

  private static final String HEADER = "time,cpu,load\n";

  @Test
  void aRowOfCsvIsWhatTheSeriesOfTheFileNameHadThen() throws Exception {
    drop("oven.csv", HEADER + "2026-01-31T12:00:00Z,1,\n2026-01-31T13:00:01+01:00,-2.5e1,7\n");
    settle();

    assertThat(delivery.events(SeriesEvent.class))
        .containsExactly(
            new SeriesEvent(
                "oven", START, 0, SeriesEvent.Kind.OBSERVED, Map.of("cpu", 1.0), Map.of()),
            new SeriesEvent(
                "oven",
                START.plusSeconds(1),
                0,
                SeriesEvent.Kind.OBSERVED,
                Map.of("cpu", -25.0, "load", 7.0),
                Map.of()));
    assertThat(files("done")).containsExactly("oven.csv");
    assertThat(files(".")).isEmpty();
  }

  @Test
  void whatFollowsAnAtTellsFilesOfOneSeriesApart() throws Exception {
    drop("oven@2026-01-31T12.csv", HEADER + "2026-01-31T12:00:00Z,1,2\n");
    settle();

    assertThat(delivery.events(SeriesEvent.class).get(0).series()).isEqualTo("oven");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-01-31T12:00:00Z,x,1 | values.cpu: must be a finite number, is 'x'",
        "2026-01-31T12:00:00Z,NaN,1 | values.cpu: must be a finite number, is 'NaN'",
        "2026-01-31T12:00:00Z,1e999,1 | values.cpu: must be a finite number, is '1e999'",
        "2026-01-31T12:00:00Z,0x1p3,1 | values.cpu: must be a finite number, is '0x1p3'",
        "2026-01-31T12:00:00Z,1 | csv: must have 3 cells as the header, has 2",
        "yesterday,1,1 | time: must be an ISO-8601 time such as 2026-01-31T12:00:00Z, is 'yesterday'",
        "2026-01-31T12:00:00Z,\"1,1 | csv: has a quoted cell that does not end with its quote",
      })
  void aRowThatIsWrongHarmsOnlyItself(String row, String reason) throws Exception {
    String good = "2026-01-31T12:00:0%d.500Z,1,\"2\"%n";
    drop("oven.csv", HEADER + good.formatted(1) + row + "\n" + good.formatted(2));
    settle();

    assertThat(delivery.events(SeriesEvent.class)).hasSize(2);
    assertThat(delivery.refused()).containsExactly(row + " | " + reason);
    assertThat(read("done/oven.csv.errors")).isEqualTo("line 3: " + reason + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "when,cpu | header: must name the column of times, time",
        "time | header: must name at least one variate beside time",
        "'' | header: must name the column of times, time",
        "time,cpu,cpu | header: must name each column once, 'cpu' is there twice",
        "time,,cpu | header: must name every column",
      })
  void withoutAHeaderTheFileIsNotRead(String header, String reason) throws Exception {
    drop("oven.csv", header + "\n2026-01-31T12:00:00Z,1,2\n".repeat(3));
    settle();

    assertThat(delivery.events(SeriesEvent.class)).isEmpty();
    assertThat(read("refused/oven.csv.errors")).isEqualTo("line 1: " + reason + "\n");
  }

  @Test
  void anEmptyCsvLacksItsHeader() throws Exception {
    drop("oven.csv", "");
    settle();

    assertThat(read("refused/oven.csv.errors"))
        .isEqualTo("line 1: header: must name the column of times, time\n");
  }

  @Test
  void linesMayEndWithCarriageReturnAndTheFileBeginWithAMark() throws Exception {
    drop("oven.csv", ("\uFEFF" + HEADER + "2026-01-31T12:00:00Z,1,2\n").replace("\n", "\r\n"));
    settle();

    assertThat(delivery.events(SeriesEvent.class).get(0).values())
        .isEqualTo(Map.of("cpu", 1.0, "load", 2.0));
  }

  @Test
  void whatIsNoUtf8IsRefusedWithItsLine() throws Exception {
    Files.write(
        directory.resolve("oven.csv"),
        (HEADER + "2026-01-31T12:00:00Z,1,\u00f6\n2026-01-31T12:00:01Z,1,2\n")
            .getBytes(ISO_8859_1));
    settle();

    assertThat(delivery.events(SeriesEvent.class)).hasSize(1);
    assertThat(read("done/oven.csv.errors")).isEqualTo("line 2: csv: is not UTF-8\n");
  }
}
