package io.millrace.workbench.csv;

import java.nio.file.Path;
import java.util.Map;

/** A data row of a file. */
public sealed interface CsvLine {

  /** In the file, from 1. */
  long line();

  /**
   * This row, for a reader who can do without none.
   *
   * @throws InvalidSeriesException if it cannot be read
   */
  Reading require(Path file);

  /** A row that can be used; what it has no value for is missing from the map. */
  record Reading(long line, Stamp stamp, Map<String, Double> values) implements CsvLine {

    public Reading {
      values = Map.copyOf(values);
    }

    @Override
    public Reading require(Path file) {
      return this;
    }
  }

  /** A row that cannot be read, and why. */
  record Unreadable(long line, String reason) implements CsvLine {

    @Override
    public Reading require(Path file) {
      throw new InvalidSeriesException(file, line, reason);
    }
  }
}
