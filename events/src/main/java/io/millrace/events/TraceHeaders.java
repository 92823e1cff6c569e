package io.millrace.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The trace that a record belongs to, in its headers {@code traceparent} and {@code tracestate}.
 * Who turns them into a {@link Context} brings OpenTelemetry's API itself.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>
 */
public final class TraceHeaders {

  private static final String PARENT = "traceparent";
  private static final String STATE = "tracestate";

  private TraceHeaders() {}

  /** Whether a record names a trace; what it names may be malformed. */
  public static boolean areIn(Headers headers) {
    return headers.lastHeader(PARENT) != null;
  }

  /** Those of a record, as they are, for what follows from it; none if it names no trace. */
  public static List<Header> of(Headers headers) {
    Header parent = headers.lastHeader(PARENT);
    if (parent == null) {
      return List.of();
    }
    Header state = headers.lastHeader(STATE);
    return state == null ? List.of(copy(parent)) : List.of(copy(parent), copy(state));
  }

  /** Of its own: that of a record which was read keeps all that was fetched with it in memory. */
  private static Header copy(Header header) {
    return new RecordHeader(header.key(), header.value());
  }

  /** The trace that headers name; the root if they name none, or something malformed. */
  public static Context context(Iterable<Header> headers) {
    return W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, new Getter());
  }

  /** Headers that name the trace of a context; none if it has none. */
  public static List<Header> of(Context context) {
    List<Header> headers = new ArrayList<>(2);
    W3CTraceContextPropagator.getInstance()
        .inject(
            context,
            headers,
            (all, name, value) -> headers.add(new RecordHeader(name, value.getBytes(UTF_8))));
    return headers;
  }

  private static final class Getter implements TextMapGetter<Iterable<Header>> {

    @Override
    public Iterable<String> keys(Iterable<Header> headers) {
      List<String> keys = new ArrayList<>();
      headers.forEach(header -> keys.add(header.key()));
      return keys;
    }

    @Override
    public @Nullable String get(@Nullable Iterable<Header> headers, String name) {
      String last = null;
      if (headers != null) {
        for (Header header : headers) {
          if (header.key().equals(name) && header.value() != null) {
            last = new String(header.value(), UTF_8);
          }
        }
      }
      return last;
    }
  }
}
