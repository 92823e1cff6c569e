package io.millrace.ingest.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Carries a request's trace into the headers of its events.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>
 */
final class Trace {

  private static final String PARENT = "traceparent";
  private static final String STATE = "tracestate";
  private static final int STATE_LIMIT = 512; // characters, as the recommendation says
  private static final Pattern PARENT_SHAPE =
      Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  private Trace() {}

  /** Nothing, if the request has no trace or a malformed one, which is to be ignored. */
  static List<Header> of(HttpHeaders request) {
    String parent = request.getHeaderString(PARENT);
    if (parent == null || !PARENT_SHAPE.matcher(parent.toLowerCase(Locale.ROOT)).matches()) {
      return List.of();
    }
    List<Header> headers = new ArrayList<>();
    headers.add(new RecordHeader(PARENT, parent.getBytes(US_ASCII)));
    String state = request.getHeaderString(STATE);
    if (state != null && !state.isBlank() && state.length() <= STATE_LIMIT) {
      headers.add(new RecordHeader(STATE, state.getBytes(US_ASCII)));
    }
    return headers;
  }
}
