package io.millrace.workbench.csv;

import io.millrace.forecasting.SeriesTable;
import java.nio.file.Path;

/**
 * A series as a file holds it.
 *
 * @param table on a regular grid; what the file lacks is NaN
 * @param fileRows by row of the table, the file's row at or after it
 */
@SuppressWarnings("ArrayRecordComponent") // files are not compared
public record SeriesFile(Path file, SeriesTable table, SeriesFacts facts, int[] fileRows) {

  public SeriesFile {
    fileRows = fileRows.clone();
  }

  /** Rows of the file, header not counted. */
  public int rows() {
    return facts.rows();
  }

  /** The file's row (from 0, header not counted) at or after a row of the table. */
  public int fileRow(int tableRow) {
    return tableRow < fileRows.length ? fileRows[tableRow] : rows();
  }

  /**
   * Checks that a forecast can be made from the table at all.
   *
   * @throws InvalidSeriesException with the rows there and needed
   */
  public SeriesFile requireWindow(int lookback, int horizon) {
    long needed = (long) lookback + horizon;
    if (table.length() < needed) {
      throw new InvalidSeriesException(
          file,
          "%d rows are too few: lookback %d and horizon %d need %d"
              .formatted(table.length(), lookback, horizon, needed));
    }
    return this;
  }
}
