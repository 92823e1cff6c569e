package io.millrace.workbench.train;

import io.millrace.forecasting.SeriesTable;
import java.nio.file.Path;

/**
 * A series as a file holds it.
 *
 * @param table on a regular grid; what the file lacks is NaN
 * @param rows of the file, header not counted
 * @param inserted rows of the grid for which the file has none
 */
record SeriesFile(Path file, SeriesTable table, int rows, int inserted, int[] fileRows) {

  /** The file's row (from 0, header not counted) at or after a row of the table. */
  int fileRow(int tableRow) {
    return tableRow < fileRows.length ? fileRows[tableRow] : rows;
  }
}
