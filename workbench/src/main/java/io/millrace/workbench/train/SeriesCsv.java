package io.millrace.workbench.train;

import io.millrace.forecasting.SeriesTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Reads a CSV with a header, one time column and numbers, into a regular series. */
final class SeriesCsv {

  private static final Set<String> TIME_NAMES = Set.of("time", "date", "timestamp", "datetime");
  private static final Set<String> MISSING = Set.of("", "nan", "na", "null", "n/a");

  private final Path file;
  private final List<String> header = new ArrayList<>();
  private final List<Instant> times = new ArrayList<>();
  private final List<double[]> values = new ArrayList<>();
  private final List<Long> lines = new ArrayList<>();
  private int timeColumn;
  private @Nullable TimeText timeText;

  private SeriesCsv(Path file) {
    this.file = file;
  }

  /**
   * @param time name of the time column; null = the one called time, date, timestamp or datetime
   * @throws InvalidSeriesException naming file and line of the first thing that is wrong
   */
  static SeriesFile read(Path file, @Nullable String time) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InvalidSeriesException(file, "there is no such file");
    }
    SeriesCsv reading = new SeriesCsv(file);
    try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, CSVFormat.DEFAULT)) {
      long line = 1;
      for (CSVRecord row : parser) {
        reading.take(row, line, time);
        line = parser.getCurrentLineNumber() + 1;
      }
    }
    return reading.regular();
  }

  private void take(CSVRecord row, long line, @Nullable String time) {
    if (header.isEmpty()) {
      row.forEach(name -> header.add(name.strip()));
      timeColumn = timeColumn(time);
      return;
    }
    if (row.size() != header.size()) {
      throw new InvalidSeriesException(
          file, line, row.size() + " cells where the header has " + header.size());
    }
    times.add(time(row.get(timeColumn).strip(), line));
    values.add(numbers(row, line));
    lines.add(line);
  }

  private int timeColumn(@Nullable String time) {
    for (int column = 0; column < header.size(); column++) {
      String name = header.get(column);
      if (time == null ? TIME_NAMES.contains(name.toLowerCase(Locale.ROOT)) : time.equals(name)) {
        return column;
      }
    }
    throw new InvalidSeriesException(
        file,
        1,
        (time == null ? "no column called time or date" : "no column " + time)
            + " among "
            + String.join(", ", header)
            + "; name the time column with --time");
  }

  private Instant time(String text, long line) {
    if (timeText == null) {
      timeText =
          TimeText.of(text)
              .orElseThrow(
                  () -> new InvalidSeriesException(file, line, "'" + text + "' is not a time"));
    }
    if (!timeText.reads(text)) {
      throw new InvalidSeriesException(
          file, line, "'" + text + "' is not a time written like those before it");
    }
    return timeText.parse(text);
  }

  private double[] numbers(CSVRecord row, long line) {
    double[] numbers = new double[header.size() - 1];
    for (int column = 0, variate = 0; column < header.size(); column++) {
      if (column != timeColumn) {
        numbers[variate++] = number(row.get(column).strip(), column, line);
      }
    }
    return numbers;
  }

  private double number(String text, int column, long line) {
    if (MISSING.contains(text.toLowerCase(Locale.ROOT))) {
      return Double.NaN;
    }
    try {
      double number = Double.parseDouble(text);
      if (!Double.isInfinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, with the infinite ones.
    }
    throw new InvalidSeriesException(
        file, line, "column " + header.get(column) + " holds '" + text + "', not a number");
  }

  private SeriesFile regular() {
    List<String> variates = new ArrayList<>(header);
    if (header.isEmpty() || times.size() < 2 || header.size() < 2) {
      throw new InvalidSeriesException(
          file, "needs a header, a time column, a variate and at least two rows");
    }
    variates.remove(timeColumn);
    checkNames(variates);
    RegularGrid grid = RegularGrid.of(file, times, lines);
    double[][] rows = grid.place(values, variates.size());
    SeriesTable table = new SeriesTable(variates, grid.times(), rows, grid.step());
    return new SeriesFile(file, table, times.size(), rows.length - times.size(), grid.fileRows());
  }

  private void checkNames(List<String> variates) {
    for (String name : variates) {
      if (name.isEmpty() || variates.indexOf(name) != variates.lastIndexOf(name)) {
        throw new InvalidSeriesException(
            file, 1, name.isEmpty() ? "a column has no name" : "two columns are called " + name);
      }
    }
  }
}
