package io.millrace.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a record on {@code rejected-events}.
 *
 * @param original those of the record that was refused
 * @param added those that say where it came from, and why it was refused
 */
record RejectionHeaders(Headers original, Headers added) {

  /**
   * @param first name of the header that is added first
   */
  static RejectionHeaders of(Headers all, String first) {
    List<Header> headers = Arrays.asList(all.toArray());
    int start = headers.size() - 1;
    while (start >= 0 && !headers.get(start).key().equals(first)) {
      start--;
    }
    if (start < 0) {
      throw new InvalidEventException(first, "is missing");
    }
    return new RejectionHeaders(
        new RecordHeaders(headers.subList(0, start)),
        new RecordHeaders(headers.subList(start, headers.size())));
  }

  String required(String name) {
    return Check.present(name, optional(name));
  }

  @Nullable String optional(String name) {
    Header header = added.lastHeader(name);
    return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
  }

  /** From -1, which stands for nowhere. */
  long number(String name, long most) {
    String text = required(name);
    try {
      long number = Long.parseLong(text);
      if (number >= -1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Refused below, as one that is out of range.
    }
    throw new InvalidEventException(name, "must be a number from -1 to " + most + ", is " + text);
  }
}
