package io.millrace.ingest.table;

import io.millrace.events.InvalidEventException;
import io.millrace.events.SeriesEvent;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The header of a CSV table whose rows are the values of one series: one column of times, the rest
 * variates. An empty cell is a missing value.
 *
 * @param columns names in their order
 * @param time the index of the column of times
 */
public record SeriesTable(String series, List<String> columns, int time) {

  private static final String HEADER = "header";

  public SeriesTable {
    columns = List.copyOf(columns);
  }

  /**
   * Reads a header.
   *
   * @param time the name of the column of times
   * @throws InvalidEventException naming {@code header} and what is wrong with it
   */
  public static SeriesTable of(String series, String time, byte[] line) {
    List<String> columns = CsvCells.of(line);
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      require(!column.isBlank(), HEADER, "must name every column");
      require(
          seen.add(column),
          HEADER,
          "must name each column once, " + NumberText.quoted(column) + " is there twice");
    }
    int at = columns.indexOf(time);
    require(at >= 0, HEADER, "must name the column of times, " + time);
    require(columns.size() > 1, HEADER, "must name at least one variate beside " + time);
    require(
        columns.size() - 1 <= SeriesEvent.VARIATES_LIMIT,
        HEADER,
        "must name at most " + SeriesEvent.VARIATES_LIMIT + " variates, has " + columns.size());
    return new SeriesTable(series, columns, at);
  }

  /**
   * Reads a row.
   *
   * @throws InvalidEventException naming the column and what is wrong with its cell
   */
  public SeriesEvent row(byte[] line) {
    List<String> cells = CsvCells.of(line);
    require(
        cells.size() == columns.size(),
        CsvCells.WHOLE,
        "must have " + columns.size() + " cells as the header, has " + cells.size());
    Map<String, Double> values = new LinkedHashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      if (i != time && !cells.get(i).isBlank()) {
        values.put(
            columns.get(i), NumberText.read("values." + columns.get(i), cells.get(i).strip()));
      }
    }
    return new SeriesEvent(
        series,
        instant(columns.get(time), cells.get(time).strip()),
        0,
        SeriesEvent.Kind.OBSERVED,
        values,
        Map.of());
  }

  /** With an offset, or without in UTC; with T or a blank; or a day alone. */
  private static Instant instant(String column, String cell) {
    String iso = cell.replace(' ', 'T');
    try {
      if (iso.length() <= 10) {
        return LocalDate.parse(iso).atStartOfDay().toInstant(ZoneOffset.UTC);
      }
      return iso.endsWith("Z") || iso.lastIndexOf('+') > 0 || iso.lastIndexOf('-') > 10
          ? OffsetDateTime.parse(iso).toInstant()
          : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException notIso) {
      throw new InvalidEventException(
          column,
          "must be an ISO-8601 time such as 2026-01-31T12:00:00Z, is " + NumberText.quoted(cell));
    }
  }

  private static void require(boolean holds, String field, String rule) {
    if (!holds) {
      throw new InvalidEventException(field, rule);
    }
  }
}
