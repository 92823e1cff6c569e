package io.millrace.workbench.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowsTest {

  private static final Stamp DAY = Stamp.parse("2016-07-01");

  @TempDir Path folder;

  @Test
  void theTimeColumnMayStandAnywhereAndAllOthersAreVariates() throws IOException {
    assertThat(lines("a,date,b\n1.5,2016-07-01,-2e3\n"))
        .containsExactly(new CsvLine.Reading(2, DAY, Map.of("a", 1.5, "b", -2000.0)));
  }

  @Test
  void anEmptyFieldIsAMissingValue() throws IOException {
    assertThat(lines("date,a,b,c,d,e\n2016-07-01,,NaN,NA,null,4\n"))
        .containsExactly(new CsvLine.Reading(2, DAY, Map.of("e", 4.0)));
  }

  @Test
  void aRaggedRowAndTextInANumberColumnAreToldByLine() throws IOException {
    assertThat(lines("date,a\n2016-07-01\n2016-07-01,warm\nnever,1\n2016-07-01,Infinity\n"))
        .containsExactly(
            new CsvLine.Unreadable(2, "1 cells where the header has 2"),
            new CsvLine.Unreadable(3, "column a holds 'warm', not a number"),
            new CsvLine.Unreadable(4, "'never' is not a time"),
            new CsvLine.Unreadable(5, "column a holds 'Infinity', not a number: it is infinite"));
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstName() throws IOException {
    assertThat(lines("\uFEFFdate,a\n2016-07-01,1\n"))
        .containsExactly(new CsvLine.Reading(2, DAY, Map.of("a", 1.0)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "date,a,b\n2016-07-01,1,2\n",
        "date;a;b\n2016-07-01;1;2\n",
        "date\ta\tb\r\n2016-07-01\t1\t2\r\n",
        "date;\"a\";\"b\"\n2016-07-01;\"1\";\"2\"\n",
        " date , a , b \n 2016-07-01 , 1 , 2 \n"
      })
  void commaSemicolonAndTabAreToldApart(String text) throws IOException {
    assertThat(lines(text))
        .containsExactly(new CsvLine.Reading(2, DAY, Map.of("a", 1.0, "b", 2.0)));
  }

  @Test
  void aCommaInsideQuotesDelimitsNothing() throws IOException {
    try (CsvRows rows = open("date;\"a, b, c, d\"\n2016-07-01;1\n", ReadOptions.detect())) {
      assertThat(rows.variates()).containsExactly("a, b, c, d");
    }
  }

  @Test
  void withoutAHeaderColumnsAreNumberedAndTheFirstLineIsData() throws IOException {
    assertThat(lines("2016-07-01,1,2\n2016-07-02,3,4\n"))
        .first()
        .isEqualTo(new CsvLine.Reading(1, DAY, Map.of("v2", 1.0, "v3", 2.0)));
  }

  @Test
  void namesThatCountTheColumnsAreAHeader() throws IOException {
    try (CsvRows rows = open("0,1,2\n5,6,7\n", ReadOptions.detect().withStep(Duration.ofDays(1)))) {
      assertThat(rows.variates()).containsExactly("0", "1", "2");
      assertThat(rows.next().line()).isEqualTo(2);
    }
  }

  @Test
  void aColumnThatHoldsTimesIsTheTimeWhateverItIsCalled() throws IOException {
    assertThat(lines("a,when\n1,2016-07-01\n"))
        .containsExactly(new CsvLine.Reading(2, DAY, Map.of("a", 1.0)));
  }

  @Test
  void twoColumnsThatHoldTimesMustBeToldApart() {
    assertThatThrownBy(() -> lines("begin,end,a\n2016-07-01,2016-07-02,1\n"))
        .hasMessageEndingWith(
            " line 1: columns begin and end both look like the time; name it with --time");
  }

  @Test
  void onlyTheSelectedColumnsAreReadWhateverTheOthersHold() throws IOException {
    ReadOptions options = ReadOptions.detect().withVariates("b");
    assertThat(lines("date,a,b,note\n2016-07-01,warm,2,!\n", options))
        .containsExactly(new CsvLine.Reading(2, DAY, Map.of("b", 2.0)));
  }

  @Test
  void aSelectedColumnThatIsNotThereOrIsTheTimeIsRefused() {
    ReadOptions none = ReadOptions.detect().withVariates("c");
    ReadOptions time = ReadOptions.detect().withVariates("date");
    assertThatThrownBy(() -> lines("date,a\n2016-07-01,1\n", none))
        .hasMessageEndingWith("series.csv line 1: no column c among date, a");
    assertThatThrownBy(() -> lines("date,a\n2016-07-01,1\n", time))
        .hasMessageEndingWith("series.csv line 1: column date is the time, not a variate");
  }

  @ParameterizedTest
  @ValueSource(strings = {"s.csv", "s.txt", "s.csv.gz", "s.txt.gz"})
  void aFileInGzipIsReadAsAnyOther(String name) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream raw = Files.newOutputStream(file);
        OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(raw) : raw) {
      out.write("date,a\n2016-07-01,1\n".getBytes(StandardCharsets.UTF_8));
    }
    try (CsvRows rows = CsvRows.open(file, ReadOptions.detect())) {
      assertThat(rows.next()).isEqualTo(new CsvLine.Reading(2, DAY, Map.of("a", 1.0)));
      assertThat(rows.hasNext()).isFalse();
      assertThat(rows.progress()).isOne();
    }
  }

  @Test
  void aNameThatPromisesGzipAndAFileThatIsNoneAreRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("s.csv.gz"), "date,a\n");
    assertThatThrownBy(() -> CsvRows.open(file, ReadOptions.detect()))
        .isInstanceOf(InvalidSeriesException.class)
        .hasMessage(file + ": cannot be read: Not in GZIP format");
  }

  @Test
  void aQuoteThatIsNeverClosedEndsTheReadingWithFileAndLine() {
    assertThatThrownBy(() -> lines("date,a\n2016-07-01,1\n2016-07-01,\"1\n"))
        .isInstanceOf(InvalidSeriesException.class)
        .hasMessageContaining("series.csv line ")
        .hasMessageContaining("no CSV from here on");
  }

  @Test
  void aMissingTimeColumnIsToldWithTheColumnsThereAre() {
    ReadOptions options = ReadOptions.detect().withTime("date");
    assertThatThrownBy(() -> lines("time,a\n", options))
        .isInstanceOf(InvalidSeriesException.class)
        .hasMessageEndingWith(
            "series.csv line 1: no column date among time, a; name the time column with --time");
  }

  @Test
  void aColumnNamedTwiceIsRefused() {
    assertThatThrownBy(() -> lines("date,a,a\n"))
        .isInstanceOf(InvalidSeriesException.class)
        .hasMessageEndingWith("series.csv line 1: two columns are called a");
  }

  @Test
  void aMissingFileIsToldPlainly() {
    assertThatThrownBy(() -> CsvRows.open(folder.resolve("none.csv"), ReadOptions.detect()))
        .isInstanceOf(InvalidSeriesException.class)
        .hasMessageEndingWith("none.csv: there is no such file");
  }

  private List<CsvLine> lines(String text) throws IOException {
    return lines(text, ReadOptions.detect());
  }

  private List<CsvLine> lines(String text, ReadOptions options) throws IOException {
    try (CsvRows rows = open(text, options)) {
      List<CsvLine> lines = new ArrayList<>();
      rows.forEachRemaining(lines::add);
      return lines;
    }
  }

  private CsvRows open(String text, ReadOptions options) throws IOException {
    return CsvRows.open(Files.writeString(folder.resolve("series.csv"), text), options);
  }
}
