package io.millrace.workbench.train;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** How a file writes its times. A file keeps to the one its first row has. */
enum TimeText {
  /** 2026-01-31T10:00:00Z or with an offset. */
  WITH_ZONE {
    @Override
    Instant parse(String text) {
      return OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
    }
  },
  /** 2026-01-31 10:00:00, taken as UTC. */
  WITHOUT_ZONE {
    @Override
    Instant parse(String text) {
      return LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    }
  },
  /** 2026-01-31, its midnight in UTC. */
  DATE {
    @Override
    Instant parse(String text) {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
  };

  /**
   * @throws DateTimeException if the text is written otherwise
   */
  abstract Instant parse(String text);

  /** The way {@code text} is written, if it is a time at all. */
  static Optional<TimeText> of(String text) {
    for (TimeText each : values()) {
      if (each.reads(text)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  boolean reads(String text) {
    try {
      parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
