package io.millrace.workbench.csv;

import io.millrace.forecasting.SeriesTable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole file into a regular series, or says the first thing that keeps it from being one.
 */
public final class SeriesCsv {

  private final Path file;
  private final ReadOptions options;
  private final CsvRows rows;
  private final List<String> variates;
  private final List<Instant> times = new ArrayList<>();
  private final List<double[]> values = new ArrayList<>();
  private final List<Long> lines = new ArrayList<>();
  private @Nullable Stamp first;

  private SeriesCsv(Path file, ReadOptions options, CsvRows rows) {
    this.file = file;
    this.options = options;
    this.rows = rows;
    this.variates = rows.variates();
  }

  /**
   * Reads to the end.
   *
   * @throws InvalidSeriesException naming file and line of the first thing that is wrong
   */
  public static SeriesFile read(Path file, ReadOptions options) {
    try (CsvRows rows = CsvRows.open(file, options)) {
      return new SeriesCsv(file, options, rows).read();
    }
  }

  private SeriesFile read() {
    rows.forEachRemaining(line -> take(line.require(file)));
    checkCount();
    RegularGrid grid = RegularGrid.of(file, times, lines, options.step());
    double[][] placed = grid.place(values, variates.size());
    SeriesTable table = new SeriesTable(variates, grid.times(), placed, grid.step());
    checkPresent(table);
    SeriesFacts facts = SeriesFacts.of(table, times.size());
    return new SeriesFile(file, table, facts, grid.fileRows());
  }

  private void take(CsvLine.Reading row) {
    checkOffset(row);
    checkNoLineLeftOut(row);
    times.add(row.stamp().at());
    values.add(
        variates.stream()
            .mapToDouble(name -> row.values().getOrDefault(name, Double.NaN))
            .toArray());
    lines.add(row.line());
  }

  private void checkOffset(CsvLine.Reading row) {
    Stamp stamp = row.stamp();
    first = first == null ? stamp : first;
    if (!stamp.hasOffsetOf(first)) {
      throw new InvalidSeriesException(
          file,
          row.line(),
          "'%s' is not a time written like those before it: it has %s, they have %s"
              .formatted(stamp.text(), stamp.describeOffset(), first.describeOffset()));
    }
  }

  /** Where times are counted, an empty line would put all below it one step too early. */
  private void checkNoLineLeftOut(CsvLine.Reading row) {
    boolean follows = lines.isEmpty() || row.line() == lines.get(lines.size() - 1) + 1;
    if (!rows.hasTimes() && !follows) {
      throw new InvalidSeriesException(
          file,
          row.line() - 1,
          "an empty line in a file without times leaves a row's time unclear");
    }
  }

  private void checkCount() {
    if (times.isEmpty()) {
      throw new InvalidSeriesException(file, "has no rows");
    }
    if (times.size() == 1 && options.step() == null) {
      throw new InvalidSeriesException(
          file, "has one row; it takes two, or --step, to know the step between rows");
    }
  }

  private void checkPresent(SeriesTable table) {
    for (int variate = 0; variate < variates.size(); variate++) {
      if (Extent.of(table.column(variate)).isEmpty()) {
        throw new InvalidSeriesException(
            file, "column " + variates.get(variate) + " has no value at all");
      }
    }
  }
}
