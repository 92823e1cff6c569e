package io.millrace.ingest.http;

import io.millrace.events.InvalidEventException;
import io.millrace.events.SeriesEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The header of a CSV table whose rows are the values of one series: one column of times, the rest
 * variates. An empty cell is a missing value.
 *
 * @param columns names in their order
 * @param time the index of the column of times
 */
record SeriesTable(String series, List<String> columns, int time) {

  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d{1,400}(\\.\\d{0,400})?|\\.\\d{1,400})([eE][+-]?\\d{1,4})?");
  private static final String HEADER = "header";
  private static final String ROW = "row";

  SeriesTable {
    columns = List.copyOf(columns);
  }

  /**
   * Reads a header.
   *
   * @param time the name of the column of times
   * @throws InvalidEventException naming {@code header} and what is wrong with it
   */
  static SeriesTable of(String series, String time, byte[] line) {
    List<String> columns = cells(HEADER, line);
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      require(!column.isBlank(), HEADER, "must name every column");
      require(seen.add(column), HEADER, "must name each column once, names " + column + " twice");
    }
    int at = columns.indexOf(time);
    require(at >= 0, HEADER, "must name the column of times, " + time + "; set it with ?time=");
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
  SeriesEvent row(byte[] line) {
    List<String> cells = cells(ROW, line);
    require(
        cells.size() == columns.size(),
        ROW,
        "must have " + columns.size() + " cells as the header, has " + cells.size());
    Map<String, Double> values = new LinkedHashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      if (i != time && !cells.get(i).isBlank()) {
        values.put(columns.get(i), number(columns.get(i), cells.get(i).strip()));
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

  private static double number(String variate, String cell) {
    if (!DECIMAL.matcher(cell).matches()) {
      throw new InvalidEventException(
          "values." + variate, "must be a finite decimal number, is '" + cell + "'");
    }
    return Double.parseDouble(cell);
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
          "at",
          "must be an ISO-8601 time such as 2026-01-31T12:00:00Z, "
              + column
              + " is '"
              + cell
              + "'");
    }
  }

  private static List<String> cells(String what, byte[] line) {
    String text = text(what, line);
    try (CSVParser parser =
        CSVParser.parse(
            text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text, CSVFormat.RFC4180)) {
      List<CSVRecord> records = parser.getRecords();
      return records.isEmpty() ? List.of() : records.get(0).toList();
    } catch (IOException | RuntimeException notCsv) { // it wraps what it cannot read
      throw new InvalidEventException(what, "is not CSV: a quote is not closed in its line");
    }
  }

  private static String text(String what, byte[] line) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString().strip();
    } catch (CharacterCodingException notText) {
      throw new InvalidEventException(what, "is not UTF-8");
    }
  }

  private static void require(boolean holds, String field, String rule) {
    if (!holds) {
      throw new InvalidEventException(field, rule);
    }
  }
}
