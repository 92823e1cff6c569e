package io.millrace.workbench.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvSeriesTest {

  private static final Instant MIDNIGHT = Instant.parse("2016-07-01T00:00:00Z");

  @TempDir Path folder;

  @Test
  void theTimeColumnMayStandAnywhereAndAllOthersAreVariates() throws IOException {
    assertThat(lines("a,date,b\n1.5,2016-07-01 00:00:00,-2e3\n"))
        .containsExactly(new CsvLine.Reading(2, MIDNIGHT, Map.of("a", 1.5, "b", -2000.0)));
  }

  @Test
  void anEmptyFieldIsAMissingValue() throws IOException {
    assertThat(lines("date,a,b,c,d\n2016-07-01,,NaN,NA,4\n"))
        .containsExactly(new CsvLine.Reading(2, MIDNIGHT, Map.of("d", 4.0)));
  }

  @Test
  void aRaggedRowAndTextInANumberColumnAreToldByLine() throws IOException {
    assertThat(lines("date,a\n2016-07-01\n2016-07-01,warm\nnever,1\n2016-07-01,Infinity\n"))
        .containsExactly(
            new CsvLine.Unreadable(2, "1 fields where the header has 2"),
            new CsvLine.Unreadable(3, "a: 'warm' is not a number"),
            new CsvLine.Unreadable(4, "date: 'never' is not a time"),
            new CsvLine.Unreadable(5, "a: 'Infinity' is not a number"));
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstName() throws IOException {
    assertThat(lines("\uFEFFdate,a\n2016-07-01,1\n"))
        .containsExactly(new CsvLine.Reading(2, MIDNIGHT, Map.of("a", 1.0)));
  }

  @Test
  void aQuoteThatIsNeverClosedEndsTheReplayWithFileAndLine() {
    assertThatThrownBy(() -> lines("date,a\n2016-07-01,1\n2016-07-01,\"1\n"))
        .isInstanceOf(ReplayException.class)
        .hasMessageContaining("series.csv:")
        .hasMessageContaining("no CSV from here on");
  }

  @Test
  void aMissingTimeColumnIsToldWithTheColumnsThereAre() {
    assertThatThrownBy(() -> lines("time,a\n"))
        .isInstanceOf(ReplayException.class)
        .hasMessageContaining("series.csv:1: no column 'date'; there are time, a");
  }

  @Test
  void aColumnNamedTwiceIsRefused() {
    assertThatThrownBy(() -> lines("date,a,a\n"))
        .isInstanceOf(ReplayException.class)
        .hasMessageContaining("series.csv:1: the header is unclear");
  }

  @Test
  void aMissingFileIsToldPlainly() {
    assertThatThrownBy(() -> CsvSeries.open(folder.resolve("none.csv"), "date"))
        .isInstanceOf(ReplayException.class)
        .hasMessageEndingWith("none.csv does not exist");
  }

  private List<CsvLine> lines(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("series.csv"), text);
    try (CsvSeries series = CsvSeries.open(file, "date")) {
      List<CsvLine> lines = new ArrayList<>();
      series.forEachRemaining(lines::add);
      return lines;
    }
  }
}
