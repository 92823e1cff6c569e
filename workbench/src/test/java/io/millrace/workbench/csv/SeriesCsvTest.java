package io.millrace.workbench.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesCsvTest {

  private static final ReadOptions DAILY = ReadOptions.detect().withStep(Duration.ofDays(1));

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
    assertThat(file.facts().inserted()).isEqualTo(1);
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
        "2026-01-01,1;2026-01-02 | line 2: 1 cells where the first row has 2",
        "time,a;2026-01-01,1;2026-01-02,x | line 3: column a holds 'x', not a number",
        "time,a;2026-01-01,1;2026-01-02,1e999 | line 3: column a holds '1e999', not a number: it is infinite",
        "time,a;2026-01-01,1;2026-01-02,-inf | line 3: column a holds '-inf', not a number: it is infinite",
        "time,a;2026-01-01,\"1,5\" | line 2: column a holds '1,5', not a number: decimals need a point",
        "time,a;2026-01-01,1;2026-01-01,2 | line 3: 2026-01-01T00:00:00Z is there twice",
        "time,a;2026-01-02,1;2026-01-01,2 | line 3: 2026-01-01T00:00:00Z is earlier than the line before",
        "time,a;2026-01-01T00:00:00Z,1;2026-01-02 00:00:00,2 | line 3: '2026-01-02 00:00:00' is not a time written like those before it: it has no offset from UTC, they have offset Z",
        "time,a;2026-01-01 00:00,1;2026-01-02 00:00+02:00,2 | line 3: '2026-01-02 00:00+02:00' is not a time written like those before it: it has offset +02:00, they have no offset from UTC",
        "time,a;2026-01-01 00:00+01:00,1;2026-01-02 00:00+02:00,2 | line 3: '2026-01-02 00:00+02:00' is not a time written like those before it: it has offset +02:00, they have offset +01:00",
        "time,a;yesterday,1 | line 2: 'yesterday' is not a time",
        "level,a;1,1;2,2 | line 1: no column called time or date among level, a; name the time column with --time, or state the step with --step",
        "1.5,1;2.5,2 | line 1: no header and no column of times; state the step with --step, as --step P1D",
        "time,a,a;2026-01-01,1,1;2026-01-02,2,2 | line 1: two columns are called a",
        "time,;2026-01-01,1;2026-01-02,2 | line 1: column 2 has no name",
        "time;2026-01-01;2026-01-02 | line 1: no column beside the time"
      })
  void whatIsWrongIsSaidInOneSentenceWithFileAndLine(String lines, String sentence) {
    Path file = folder.resolve("data.csv");
    assertThatThrownBy(() -> read(lines.replace(";", "\n")))
        .isInstanceOf(InvalidSeriesException.class)
        .hasMessage(file + " " + sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | is empty",
        "time,a | has no rows",
        "time,a;2026-01-01,1 | has one row; it takes two, or --step, to know the step between rows",
        "time,a,b;2026-01-01,1,;2026-01-02,2,NA | column b has no value at all",
        "time,a;2026-01-01,1;2026-01-02,2;2026-02-03,3 | 3 rows over 34 steps of PT24H: more is missing than there"
      })
  void whatIsWrongWithAFileAsAWholeIsSaidWithoutALine(String lines, String sentence) {
    Path file = folder.resolve("data.csv");
    assertThatThrownBy(() -> read(lines.replace(";", "\n")))
        .isInstanceOf(InvalidSeriesException.class)
        .hasMessage(file + ": " + sentence);
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
    assertThatThrownBy(() -> SeriesCsv.read(folder.resolve("none.csv"), ReadOptions.detect()))
        .hasMessageEndingWith("none.csv: there is no such file");
  }

  @Test
  void withAStatedStepAFileNeedsNoTimes() throws IOException {
    SeriesFile file = read("1.5,2\n3.5,4\n", DAILY);

    assertThat(file.table().variates()).containsExactly("v1", "v2");
    assertThat(file.table().times())
        .containsExactly(
            Instant.parse("2000-01-01T00:00:00Z"), Instant.parse("2000-01-02T00:00:00Z"));
    assertThat(file.table().rows()).isDeepEqualTo(new double[][] {{1.5, 2}, {3.5, 4}});
  }

  @Test
  void aStatedStepDecidesWhatIsMissing() throws IOException {
    SeriesFile file = read("time,a\n2026-01-01,1\n2026-01-03,3\n2026-01-05,5\n", DAILY);

    assertThat(file.table().length()).isEqualTo(5);
    assertThat(file.facts().inserted()).isEqualTo(2);
  }

  @Test
  void anEmptyLineWhereTimesAreCountedIsRefused() {
    assertThatThrownBy(() -> read("1.5\n2.5\n\n3.5\n", DAILY))
        .hasMessageEndingWith(
            " line 3: an empty line in a file without times leaves a row's time unclear");
  }

  @Test
  void tooFewRowsForOneForecastAreToldWithTheRowsNeeded() throws IOException {
    SeriesFile file = read("time,a\n2026-01-01,1\n2026-01-02,2\n2026-01-03,4\n");

    assertThat(file.requireWindow(2, 1)).isSameAs(file);
    assertThatThrownBy(() -> file.requireWindow(96, 24))
        .isInstanceOf(InvalidSeriesException.class)
        .hasMessage(file.file() + ": 3 rows are too few: lookback 96 and horizon 24 need 120");
  }

  @Test
  void whatWasFoundIsToldInOneLineAndAConstantColumnIsAWarning() throws IOException {
    StringBuilder text = new StringBuilder("time,tide,wind\n");
    for (int hour = 0; hour < 200; hour++) {
      if (hour != 50) {
        String tide = hour == 7 ? "" : Double.toString(Math.sin(Math.PI * hour / 6));
        text.append(Instant.EPOCH.plusSeconds(3600L * hour)).append(',').append(tide);
        text.append(",7\n");
      }
    }

    SeriesFacts facts = read(text.toString()).facts();

    assertThat(facts.missing()).isEqualTo(Map.of("tide", 2, "wind", 1));
    assertThat(facts.description())
        .isEqualTo(
            "199 rows of 2 variates, step PT1H, 3 missing values (tide 2, wind 1),"
                + " season of 12 steps, 1 rows inserted that the file lacks");
    assertThat(facts.warnings())
        .containsExactly("column wind is 7.0 throughout: there is nothing to forecast");
  }

  @Test
  void theExchangeRatesAreEightDailyColumnsWithoutTimes() {
    Path file = data("forecast/exchange_rate.txt.gz");

    SeriesFile rates = SeriesCsv.read(file, DAILY);

    assertThat(rates.table().variates()).hasSize(8).startsWith("v1").endsWith("v8");
    assertThat(rates.facts().description())
        .isEqualTo("7588 rows of 8 variates, step PT24H, 0 missing values, no clear season");
    assertThatThrownBy(() -> SeriesCsv.read(file, ReadOptions.detect()))
        .hasMessage(
            file
                + " line 1: no header and no column of times; state the step with --step,"
                + " as --step P1D");
  }

  @Test
  void theTransformersLoadsAreSevenHourlyColumnsOfADay() {
    SeriesFile loads = SeriesCsv.read(data("forecast/ETTh1.csv"), ReadOptions.detect());

    assertThat(loads.facts().description())
        .isEqualTo("17420 rows of 7 variates, step PT1H, 0 missing values, season of 24 steps");
    assertThat(loads.facts().warnings()).isEmpty();
  }

  private static Path data(String name) {
    String shared = Path.of("..", "..", "shared", "data").toString();
    Path file = Path.of(System.getenv().getOrDefault("MILLRACE_DATA", shared)).resolve(name);
    assumeTrue(
        Files.exists(file), "skipped: no " + file + "; set MILLRACE_DATA to the data folder");
    return file;
  }

  private SeriesFile read(String text) throws IOException {
    return read(text, ReadOptions.detect());
  }

  private SeriesFile read(String text, ReadOptions options) throws IOException {
    return SeriesCsv.read(Files.writeString(folder.resolve("data.csv"), text), options);
  }
}
