package io.millrace.workbench.csv;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that reads a series from a file. */
public final class InputOptions {

  @Option(
      names = "--time",
      paramLabel = "COLUMN",
      description = "the time column (default: the one called so, or the one that holds times)")
  @Nullable String time;

  @Option(
      names = "--variates",
      paramLabel = "COLUMN,..",
      description =
          "the columns to read; v1, v2, ... in a file without header (default: all but the time)")
  String variates = "";

  @Option(
      names = "--step",
      paramLabel = "ISO-8601",
      description = "between rows, as PT15M or P1D; a file without times needs it")
  @Nullable Duration step;

  @Option(
      names = "--start",
      paramLabel = "TIME",
      description = "of the first row of a file without times (${DEFAULT-VALUE})")
  Instant start = ReadOptions.START;

  public ReadOptions toReadOptions() {
    List<String> chosen = variates.isBlank() ? List.of() : List.of(variates.split(","));
    return new ReadOptions(time, chosen, step, start);
  }
}
