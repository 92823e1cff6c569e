package io.millrace.benchmarks.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.stream.LongStream;

/**
 * Numbered text events of {@value #BYTES} bytes each, as JSON.
 *
 * @param name of the run: ids begin with it
 * @param sources that they are spread over
 * @param identified whether they have ids
 */
record Texts(String name, int sources, boolean identified) {

  static final int BYTES = 200; // an event's

  private static final String WORDS =
      "the pump on line four ran hot again while the valve behind it stayed shut and nobody at the"
          + " desk had been told why that was or what had changed since the shift before began";
  private static final String END = "\"}";

  String id(long number) {
    return name + "-" + number;
  }

  /** Which event has an id; -1 if it is of another run. */
  long number(String id) {
    return id.startsWith(name + "-") ? Long.parseLong(id.substring(name.length() + 1)) : -1;
  }

  String source(long number) {
    return name + "-source-" + number % sources;
  }

  String event(long number) {
    String start =
        (identified ? "{\"id\":\"" + id(number) + "\"," : "{")
            + "\"source\":\""
            + source(number)
            + "\",\"at\":\"2026-04-01T12:00:00.123Z\",\"text\":\"";
    return start + WORDS.substring(0, BYTES - start.length() - END.length()) + END;
  }

  /** One event a line. */
  byte[] lines(long from, long to) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream((int) (to - from) * (BYTES + 1));
    LongStream.range(from, to)
        .forEach(
            number -> {
              lines.writeBytes(event(number).getBytes(US_ASCII));
              lines.write('\n');
            });
    return lines.toByteArray();
  }
}
