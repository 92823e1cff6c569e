package io.millrace.workbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesCsvTest {

  @TempDir Path folder;

  @Test
  void timesAndNumbersBecomeARegularSeries() throws IOException {
    SeriesFile file = read("date,a,b\n2026-01-01 00:00:00,1,2\n2026-01-01 01:00:00,3,4\n");

    assertThat(file.table().variates()).containsExactly("a", "b");
    assertThat(file.table().step()).isEqualTo(Duration.ofHours(1));
    assertThat(file.table().times()).contains(Instant.parse("2026-01-01T01:00:00Z"));
    assertThat(file.table().rows()).isDeepEqualTo(new double[][] {{1, 2}, {3, 4}});
  }

  @Test
  void anEmptyCellIsMissingAndARowThatIsNotThereIsInsertedMissing() throws IOException {
    SeriesFile file =
        read(
            """
            time,a
            2026-01-01T00:00:00Z,1
            2026-01-01T00:00:01Z,
            2026-01-01T00:00:02Z,nan
            2026-01-01T00:00:04Z,5
            """);

    assertThat(file.rows()).isEqualTo(4);
    assertThat(file.inserted()).isEqualTo(1);
    assertThat(file.table().missing()).isEqualTo(3);
    assertThat(file.table().length()).isEqualTo(5);
    assertThat(file.fileRow(2)).isEqualTo(2);
    assertThat(file.fileRow(3)).isEqualTo(3);
    assertThat(file.fileRow(4)).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "time,a;2026-01-01,1;2026-01-02,2,3 | line 3: 3 cells where the header has 2",
        "time,a;2026-01-01,1;2026-01-02,x | line 3: column a holds 'x', not a number",
        "time,a;2026-01-01,1;2026-01-02,1e999 | line 3: column a holds '1e999', not a number",
        "time,a;2026-01-01,1;2026-01-01,2 | line 3: 2026-01-01T00:00:00Z is there twice",
        "time,a;2026-01-02,1;2026-01-01,2 | line 3: 2026-01-01T00:00:00Z is earlier than the line before",
        "time,a;2026-01-01T00:00:00Z,1;2026-01-02 00:00:00,2 | line 3: '2026-01-02 00:00:00' is not a time written like those before it",
        "time,a;yesterday,1 | line 2: 'yesterday' is not a time",
        "day,a;2026-01-01,1;2026-01-02,2 | line 1: no column called time or date among day, a; name the time column with --time",
        "time,a,a;2026-01-01,1,1;2026-01-02,2,2 | line 1: two columns are called a",
        "time,a;2026-01-01,1 | : needs a header, a time column, a variate and at least two rows"
      })
  void whatIsWrongIsSaidInOneSentenceWithFileAndLine(String lines, String sentence) {
    assertThatThrownBy(() -> read(lines.replace(";", "\n")))
        .isInstanceOf(InvalidSeriesException.class)
        .hasMessageContaining("data.csv")
        .hasMessageContaining(sentence);
  }

  @Test
  void aTimeBetweenTwoStepsIsRefused() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    time,a
                    2026-01-01T00:00:00Z,1
                    2026-01-01T00:00:02Z,1
                    2026-01-01T00:00:04Z,1
                    2026-01-01T00:00:05Z,1
                    """))
        .hasMessageEndingWith(
            "line 5: 2026-01-01T00:00:05Z is not a whole number of steps of PT2S after"
                + " 2026-01-01T00:00:00Z");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> SeriesCsv.read(folder.resolve("none.csv"), null))
        .hasMessageEndingWith("none.csv: there is no such file");
  }

  private SeriesFile read(String text) throws IOException {
    return SeriesCsv.read(Files.writeString(folder.resolve("data.csv"), text), null);
  }
}
