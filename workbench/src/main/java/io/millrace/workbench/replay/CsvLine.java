package io.millrace.workbench.replay;

import java.time.Instant;
import java.util.Map;

/** A data row of a file. */
sealed interface CsvLine {

  /** In the file, from 1. */
  long line();

  /** A row that can be sent; what it has no value for is missing from the map. */
  record Reading(long line, Instant at, Map<String, Double> values) implements CsvLine {

    public Reading {
      values = Map.copyOf(values);
    }
  }

  /** A row that cannot be read, and why. */
  record Unreadable(long line, String reason) implements CsvLine {}
}
