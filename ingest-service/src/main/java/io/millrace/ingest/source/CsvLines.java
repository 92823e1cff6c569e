package io.millrace.ingest.source;

import io.millrace.events.Event;
import io.millrace.events.InvalidEventException;
import io.millrace.ingest.EventKind;
import io.millrace.ingest.table.SeriesTable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Values of one series: a header {@code time,<variates>}, then a row a line. A quoted cell must end
 * on its line, so that a quote too many harms one row and not all the rest.
 *
 * <p>Not thread-safe.
 */
final class CsvLines implements LineFormat {

  private static final String TIME = "time";

  private final String series;
  private @Nullable SeriesTable header;
  private boolean broken;

  CsvLines(String series) {
    this.series = series;
  }

  @Override
  public Optional<DroppedLine> next(long number, byte[] line) {
    SeriesTable known = header;
    if (known != null) {
      return NdjsonLines.isBlank(line) ? Optional.empty() : Optional.of(row(number, line, known));
    }
    return header(line);
  }

  private Optional<DroppedLine> header(byte[] line) {
    try {
      header = SeriesTable.of(series, TIME, line);
      return Optional.empty();
    } catch (InvalidEventException wrong) {
      broken = true;
      return Optional.of(new DroppedLine(1, EventKind.SERIES, line, () -> refuse(wrong)));
    }
  }

  private DroppedLine row(long number, byte[] line, SeriesTable known) {
    return new DroppedLine(number, EventKind.SERIES, line, () -> known.row(line));
  }

  private static Event refuse(InvalidEventException wrong) {
    throw wrong;
  }

  /** Of an empty file the header is missing. */
  @Override
  public Optional<DroppedLine> end() {
    return header == null && !broken ? header(new byte[0]) : Optional.empty();
  }

  @Override
  public boolean isBroken() {
    return broken;
  }
}
