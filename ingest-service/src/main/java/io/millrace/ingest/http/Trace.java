package io.millrace.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.events.TraceHeaders;
import io.millrace.ingest.EventKind;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * The sending of a request's events, as one span under the server's; its context is what the events
 * take along. Where no traces are made that is the context that the request brought, if any.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/">Messaging
 *     spans</a>
 */
final class Trace {

  private static final List<String> NAMES = List.of("traceparent", "tracestate");

  private final Span span;
  private final List<Header> headers;

  private Trace(Span span, List<Header> headers) {
    this.span = span;
    this.headers = List.copyOf(headers);
  }

  /**
   * @param request its headers by name
   */
  static Trace begin(Tracer tracer, EventKind kind, Function<String, @Nullable String> request) {
    Context brought = TraceHeaders.context(named(request));
    Context parent = Span.current().getSpanContext().isValid() ? Context.current() : brought;
    Span span =
        tracer
            .spanBuilder("send " + kind.topic())
            .setParent(parent)
            .setSpanKind(SpanKind.PRODUCER)
            .setAttribute("messaging.system", "kafka")
            .setAttribute("messaging.operation.type", "send")
            .setAttribute("messaging.operation.name", "send")
            .setAttribute("messaging.destination.name", kind.topic())
            .startSpan();
    // What nobody follows needs no header, unless the sender decided so.
    boolean told =
        span.getSpanContext().isSampled() || Span.fromContext(brought).getSpanContext().isValid();
    return new Trace(span, told ? TraceHeaders.of(Context.root().with(span)) : List.of());
  }

  private static List<Header> named(Function<String, @Nullable String> request) {
    List<Header> named = new ArrayList<>(NAMES.size());
    for (String name : NAMES) {
      String value = request.apply(name);
      if (value != null) {
        named.add(new RecordHeader(name, value.getBytes(UTF_8)));
      }
    }
    return named;
  }

  /** For each event. */
  List<Header> headers() {
    return headers;
  }

  void failed(Unreachable failure) {
    span.setStatus(StatusCode.ERROR, String.valueOf(failure.getMessage()));
  }

  void end(Receipt receipt) {
    span.setAttribute("messaging.batch.message_count", receipt.accepted());
    span.setAttribute("millrace.rejected", receipt.rejected());
    span.end();
  }
}
