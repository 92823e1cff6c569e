package io.millrace.ingest.source;

import io.millrace.ingest.EventKind;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** How the lines of one dropped file become events. */
interface LineFormat {

  /** The endings that tell formats apart, for a complaint. */
  String ENDINGS = "*.csv, *.text.ndjson, *.sensor.ndjson or *.series.ndjson";

  /**
   * What the next line says; nothing if it is blank or says how to read the others.
   *
   * @param number counted from 1
   */
  Optional<DroppedLine> next(long number, byte[] line);

  /** What is to be said of a file that ended; of most, nothing. */
  default Optional<DroppedLine> end() {
    return Optional.empty();
  }

  /** Whether the lines after that cannot be read at all. */
  default boolean isBroken() {
    return false;
  }

  /** By the ending of the file's name; empty if it is of none. */
  static Optional<LineFormat> of(Path file) {
    String name = file.getFileName().toString();
    if (name.endsWith(".csv")) {
      return Optional.of(new CsvLines(series(name)));
    }
    for (EventKind kind : EventKind.values()) {
      if (name.endsWith("." + kind.name().toLowerCase(Locale.ROOT) + ".ndjson")) {
        return Optional.of(new NdjsonLines(kind));
      }
    }
    return Optional.empty();
  }

  /** {@code oven} of {@code oven.csv} and of {@code oven@2026-01-31.csv}. */
  private static String series(String name) {
    String stem = name.substring(0, name.length() - ".csv".length());
    int at = stem.lastIndexOf('@');
    return at > 0 ? stem.substring(0, at) : stem;
  }
}
