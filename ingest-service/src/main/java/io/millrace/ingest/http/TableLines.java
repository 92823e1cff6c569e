package io.millrace.ingest.http;

import io.millrace.ingest.table.SeriesTable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The lines of a table: the first is its header, which all others need. */
final class TableLines implements Consumer<byte[]> {

  private final String series;
  private final String time;
  private final Intake intake;
  private @Nullable SeriesTable table;

  TableLines(String series, String time, Intake intake) {
    this.series = series;
    this.time = time;
    this.intake = intake;
  }

  @Override
  public void accept(byte[] line) {
    SeriesTable known = table;
    if (known == null) {
      table = SeriesTable.of(series, time, line);
    } else {
      intake.offer(line, () -> known.row(line));
    }
  }
}
