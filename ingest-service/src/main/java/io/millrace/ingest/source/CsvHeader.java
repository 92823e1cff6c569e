package io.millrace.ingest.source;

import io.millrace.events.InvalidEventException;
import io.millrace.events.SeriesEvent;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The columns of a CSV file of values.
 *
 * @param variates in the order of their columns, after that of the time
 */
record CsvHeader(List<String> variates) {

  private static final String TIME = "time";

  CsvHeader {
    variates = List.copyOf(variates);
  }

  /**
   * @throws InvalidEventException unless it is {@code time,<variates>}
   */
  static CsvHeader parse(byte[] line) {
    List<String> cells = CsvCells.of(line);
    if (cells.size() < 2 || !cells.get(0).equals(TIME)) {
      throw new InvalidEventException("header", "must be time,<variates>");
    }
    Set<String> names = new HashSet<>();
    for (String name : cells) {
      if (name.isBlank() || !names.add(name)) {
        throw new InvalidEventException(
            "header", "must name each column once, " + NumberText.quoted(name) + " does not");
      }
    }
    return new CsvHeader(cells.subList(1, cells.size()));
  }

  /**
   * The values of a row; an empty cell is missing.
   *
   * @throws InvalidEventException naming the column
   */
  SeriesEvent event(String series, byte[] line) {
    List<String> cells = CsvCells.of(line);
    if (cells.size() != variates.size() + 1) {
      throw new InvalidEventException(
          CsvCells.WHOLE, "must have " + (variates.size() + 1) + " cells, has " + cells.size());
    }
    Map<String, Double> values = new LinkedHashMap<>();
    for (int i = 0; i < variates.size(); i++) {
      String cell = cells.get(i + 1).strip();
      if (!cell.isEmpty()) {
        values.put(variates.get(i), NumberText.read("values." + variates.get(i), cell));
      }
    }
    return new SeriesEvent(
        series, time(cells.get(0).strip()), 0, SeriesEvent.Kind.OBSERVED, values, Map.of());
  }

  private static Instant time(String cell) {
    try {
      return Instant.parse(cell);
    } catch (DateTimeException notIso) {
      throw new InvalidEventException(
          TIME,
          "must be an ISO-8601 instant such as 2026-01-31T12:00:00Z, is "
              + NumberText.quoted(cell));
    }
  }
}
