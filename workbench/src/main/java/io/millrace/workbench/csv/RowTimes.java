package io.millrace.workbench.csv;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/** Where the times of a file's rows come from. */
sealed interface RowTimes {

  /**
   * The time of a row.
   *
   * @param row of data, from 0
   * @throws DateTimeException that quotes what should be a time
   */
  Stamp at(Cells cells, long row);

  boolean isColumn(int column);

  /** Each row says its own. */
  record Written(int column) implements RowTimes {

    @Override
    public Stamp at(Cells cells, long row) {
      return Stamp.parse(cells.text(column));
    }

    @Override
    public boolean isColumn(int other) {
      return column == other;
    }
  }

  /** The file has none; whoever reads it knows its step. */
  record Counted(Instant start, Duration step) implements RowTimes {

    @Override
    public Stamp at(Cells cells, long row) {
      return Stamp.counted(start.plus(step.multipliedBy(row)));
    }

    @Override
    public boolean isColumn(int other) {
      return false;
    }
  }
}
