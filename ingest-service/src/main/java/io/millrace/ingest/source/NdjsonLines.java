package io.millrace.ingest.source;

import io.millrace.ingest.EventKind;
import io.millrace.ingest.Gate;
import java.util.Optional;

/** One event a line, in the JSON that HTTP takes. */
record NdjsonLines(EventKind kind) implements LineFormat {

  @Override
  public Optional<DroppedLine> next(long number, byte[] line) {
    return isBlank(line)
        ? Optional.empty()
        : Optional.of(new DroppedLine(number, kind, line, () -> Gate.read(kind, line)));
  }

  static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }
}
