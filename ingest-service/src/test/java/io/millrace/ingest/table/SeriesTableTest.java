package io.millrace.ingest.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.events.InvalidEventException;
import io.millrace.events.SeriesEvent;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesTableTest {

  private final SeriesTable table = header("date,OT,HUFL");

  private static SeriesTable header(String line) {
    return SeriesTable.of("ETTh1", "date", line.getBytes(UTF_8));
  }

  private SeriesEvent row(String line) {
    return table.row(line.getBytes(UTF_8));
  }

  @Test
  void aRowIsAnObservationOfAllVariates() {
    SeriesEvent event = row("2026-01-31T12:00:00Z,30.5,-1e-3");

    assertThat(event.series()).isEqualTo("ETTh1");
    assertThat(event.at()).isEqualTo(Instant.parse("2026-01-31T12:00:00Z"));
    assertThat(event.values()).isEqualTo(Map.of("OT", 30.5, "HUFL", -1e-3));
  }

  @Test
  void anEmptyCellIsAMissingValue() {
    assertThat(row("2026-01-31T12:00:00Z,,1").values()).isEqualTo(Map.of("HUFL", 1.0));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T12:00:00Z, 2026-01-31T12:00:00Z",
    "2026-01-31T13:00:00+01:00, 2026-01-31T12:00:00Z",
    "2026-01-31 12:00:00, 2026-01-31T12:00:00Z",
    "2026-01-31T12:00, 2026-01-31T12:00:00Z",
    "2026-01-31, 2026-01-31T00:00:00Z",
  })
  void timesWithoutAnOffsetAreInUtc(String cell, Instant at) {
    assertThat(row(cell + ",1,2").at()).isEqualTo(at);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "1d", "0x10", "1,5 ", "--1", "1e", "e5", "1e999"})
  void whatIsNoFiniteDecimalNumberIsRefusedByName(String cell) {
    assertThatThrownBy(() -> row("2026-01-31T12:00:00Z,\"" + cell + "\",2"))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageStartingWith("values.OT: must be a finite");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-01-31T12:00:00Z,1 | csv: must have 3 cells as the header, has 2",
        "yesterday,1,2 | date: must be an ISO-8601 time such as 2026-01-31T12:00:00Z, is 'yesterday'",
        "2026-01-31T12:00:00Z,\"1,2 | csv: has a quoted cell that does not end with its quote",
      })
  void aRowThatIsNoneSaysWhy(String line, String reason) {
    assertThatThrownBy(() -> row(line)).hasMessage(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "time,OT | header: must name the column of times, date",
        "date | header: must name at least one variate beside date",
        "date,OT,OT | header: must name each column once, 'OT' is there twice",
        "date,,OT | header: must name every column",
      })
  void aHeaderThatIsNoneSaysWhy(String line, String reason) {
    assertThatThrownBy(() -> header(line)).hasMessage(reason);
  }
}
