package io.millrace.ingest.source;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first line of a log message: {@code time LEVEL [logger] (thread) message}. */
record LogLine(Instant at, String level, String logger, String message) {

  private static final Pattern SHAPE =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\dT\\S{1,30}) +([A-Z]{1,10}) +\\[([^\\]]{0,256})\\] \\((.*?)\\) (.*)",
          Pattern.DOTALL); // a line may hold what only Unicode takes for a line's end

  /** Loggers that write while a text event is handled: their lines must not become events. */
  private static final String ON_TEXT = ".on-text";

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  /** Empty for anything else, such as a line of a stack trace. */
  static Optional<LogLine> parse(String line) {
    Matcher parts = SHAPE.matcher(line);
    if (!parts.matches() || parts.group(5).isBlank()) {
      return Optional.empty();
    }
    try {
      Instant at = OffsetDateTime.parse(parts.group(1)).toInstant();
      return at.isAfter(LATEST)
          ? Optional.empty()
          : Optional.of(new LogLine(at, parts.group(2), parts.group(3), parts.group(5).strip()));
    } catch (DateTimeException notIso) {
      return Optional.empty();
    }
  }

  boolean isOnText() {
    return logger.endsWith(ON_TEXT);
  }
}
