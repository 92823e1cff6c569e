package io.millrace.workbench.csv;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** The rows of a file as text, one at a time, and a look at the next. */
final class CsvRecords implements Iterator<Cells> {

  private final Path file;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private @Nullable Cells ahead;

  CsvRecords(Path file, Reader reader, Delimiter delimiter) throws IOException {
    this.file = file;
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setDelimiter(delimiter.character())
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .get();
    parser = CSVParser.builder().setReader(reader).setFormat(format).get();
    records = parser.iterator();
  }

  /** The next row, which stays the next; null at the end. */
  @Nullable Cells peek() {
    if (ahead == null && read(records::hasNext)) {
      CSVRecord row = read(records::next);
      ahead = new Cells(parser.getCurrentLineNumber(), row.toList());
    }
    return ahead;
  }

  @Override
  public boolean hasNext() {
    return peek() != null;
  }

  /**
   * @throws InvalidSeriesException if what follows is no CSV, as after a quote that is never closed
   */
  @Override
  public Cells next() {
    Cells next = peek();
    ahead = null;
    if (next == null) {
      throw new NoSuchElementException();
    }
    return next;
  }

  private <T> T read(Supplier<T> from) {
    try {
      return from.get();
    } catch (UncheckedIOException | IllegalStateException e) {
      String reason = e.getCause() instanceof CSVException csv ? csv.getMessage() : e.getMessage();
      throw new InvalidSeriesException(
          file, parser.getCurrentLineNumber(), "no CSV from here on: " + reason);
    }
  }
}
