package io.millrace.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A recorded series.
 *
 * @param step between the first two rows; the recording is taken to be regular
 * @param rows values by variate; what is missing is absent
 */
record Recording(List<Instant> times, Duration step, List<Map<String, Double>> rows) {

  private static final String TIME = "time";
  private static final int LEAST_ROWS = 2; // or there is no step

  /**
   * Reads a CSV file with the header {@code time,<variates>}.
   *
   * @throws IOException naming the file, and the line that is wrong
   */
  static Recording read(Path file) throws IOException {
    List<String> lines = lines(file);
    List<String> header = lines.isEmpty() ? List.of() : cells(lines.get(0));
    if (header.size() < 2 || !header.get(0).equals(TIME)) {
      throw new IOException(file + " line 1: must be time,<variates>");
    }
    List<Instant> times = new ArrayList<>();
    List<Map<String, Double>> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      String where = file + " line " + (i + 1) + ": ";
      List<String> cells = cells(lines.get(i));
      if (cells.size() != header.size()) {
        throw new IOException(where + "must have " + header.size() + " cells, has " + cells.size());
      }
      times.add(time(where, cells.get(0), times));
      rows.add(values(where, header, cells));
    }
    if (rows.size() < LEAST_ROWS) {
      throw new IOException(file + " must have at least " + LEAST_ROWS + " rows");
    }
    return new Recording(times, Duration.between(times.get(0), times.get(1)), rows);
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      return Files.readAllLines(file, UTF_8);
    } catch (NoSuchFileException missing) {
      throw new IOException(file + " does not exist", missing);
    } catch (CharacterCodingException notText) {
      throw new IOException(file + " is not UTF-8 text", notText);
    }
  }

  private static List<String> cells(String line) {
    return Arrays.asList(line.split(",", -1));
  }

  private static Instant time(String where, String cell, List<Instant> before) throws IOException {
    try {
      Instant time = Instant.parse(cell);
      if (!before.isEmpty() && !time.isAfter(before.get(before.size() - 1))) {
        throw new IOException(where + "time must be later than the row before, is " + cell);
      }
      return time;
    } catch (DateTimeException notIso) {
      throw new IOException(where + "time must be an ISO-8601 instant, is '" + cell + "'", notIso);
    }
  }

  private static Map<String, Double> values(String where, List<String> header, List<String> cells)
      throws IOException {
    Map<String, Double> values = new LinkedHashMap<>();
    for (int i = 1; i < header.size(); i++) {
      if (!cells.get(i).isEmpty()) {
        values.put(header.get(i), number(where, header.get(i), cells.get(i)));
      }
    }
    return values;
  }

  private static double number(String where, String variate, String cell) throws IOException {
    double value = Double.NaN;
    try {
      value = Double.parseDouble(cell);
    } catch (NumberFormatException notANumber) {
      value = Double.NaN;
    }
    if (!Double.isFinite(value)) {
      throw new IOException(where + variate + " must be a finite number, is '" + cell + "'");
    }
    return value;
  }
}
