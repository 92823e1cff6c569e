package io.millrace.workbench.csv;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller knows of a file; the rest is detected.
 *
 * @param time name of the time column; null = detected
 * @param variates names of the columns to read; empty = all but the time
 * @param step between rows; null = detected from the times
 * @param start time of the first row of a file without times
 */
public record ReadOptions(
    @Nullable String time, List<String> variates, @Nullable Duration step, Instant start) {

  public static final Instant START = Instant.parse("2000-01-01T00:00:00Z");

  public ReadOptions {
    variates = variates.stream().map(String::strip).distinct().toList();
    if (step != null && (step.isNegative() || step.isZero())) {
      throw new IllegalArgumentException("--step: must be positive, is " + step);
    }
  }

  public static ReadOptions detect() {
    return new ReadOptions(null, List.of(), null, START);
  }

  public ReadOptions withTime(String column) {
    return new ReadOptions(column, variates, step, start);
  }

  public ReadOptions withVariates(String... columns) {
    return new ReadOptions(time, List.of(columns), step, start);
  }

  public ReadOptions withStep(Duration other) {
    return new ReadOptions(time, variates, other, start);
  }
}
