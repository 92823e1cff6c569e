package io.millrace.workbench.csv;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.Iterator;
import java.util.List;

/**
 * A file of numbers in columns, its name ending in {@code .csv}, {@code .txt} or either and {@code
 * .gz}: comma, semicolon or tab between cells, a header or none, one column of times or none. An
 * empty cell, NaN, NA and null mean that the value is missing. Reads as it goes, in constant
 * memory.
 */
public final class CsvRows implements Iterator<CsvLine>, AutoCloseable {

  private static final int LINES_TO_JUDGE_BY = 10;

  private final Path file;
  private final CsvText text;
  private final CsvRecords records;
  private final Columns columns;
  private long row;

  private CsvRows(Path file, CsvText text, CsvRecords records, Columns columns) {
    this.file = file;
    this.text = text;
    this.records = records;
    this.columns = columns;
  }

  /**
   * Opens a file and finds out what its columns are.
   *
   * @throws InvalidSeriesException if it cannot be read, or lacks a column that is needed
   */
  public static CsvRows open(Path file, ReadOptions options) {
    try {
      CsvText text = CsvText.open(file);
      try {
        return open(file, text, options);
      } catch (IOException | RuntimeException e) {
        text.close();
        throw e;
      }
    } catch (NoSuchFileException e) {
      throw new InvalidSeriesException(file, "there is no such file");
    } catch (IOException e) {
      throw new InvalidSeriesException(file, "cannot be read: " + e.getMessage());
    }
  }

  private static CsvRows open(Path file, CsvText text, ReadOptions options) throws IOException {
    Delimiter delimiter = Delimiter.of(text.firstLines(LINES_TO_JUDGE_BY));
    CsvRecords records = new CsvRecords(file, text.reader(), delimiter);
    Cells first = records.peek();
    if (first == null) {
      throw new InvalidSeriesException(file, "is empty");
    }
    Header header = Header.of(file, first);
    if (header.written()) {
      records.next();
    }
    return new CsvRows(file, text, records, header.columns(records.peek(), options));
  }

  public List<String> variates() {
    return columns.variateNames();
  }

  /** Whether the file says the times of its rows. */
  public boolean hasTimes() {
    return columns.times() instanceof RowTimes.Written;
  }

  /** How much of the file has been read, from 0 to 1. */
  public double progress() {
    try {
      return text.progress();
    } catch (IOException e) {
      throw new InvalidSeriesException(file, "cannot be read: " + e.getMessage());
    }
  }

  @Override
  public boolean hasNext() {
    return records.hasNext();
  }

  /**
   * @throws InvalidSeriesException if what follows is no CSV, as after a quote that is never closed
   */
  @Override
  public CsvLine next() {
    Cells cells = records.next();
    long index = row++;
    try {
      columns.checkWidth(cells);
      return new CsvLine.Reading(
          cells.line(), columns.times().at(cells, index), columns.values(cells));
    } catch (DateTimeException | IllegalArgumentException e) {
      return new CsvLine.Unreadable(cells.line(), String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    try {
      text.close();
    } catch (IOException e) {
      throw new InvalidSeriesException(file, "cannot be closed: " + e.getMessage());
    }
  }
}
