package io.millrace.forecast.telemetry;

import io.millrace.events.Alert;
import io.millrace.events.TraceHeaders;
import io.millrace.forecast.stream.AlertTracing;
import io.millrace.forecast.stream.Cause;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.header.Header;

/**
 * A span for each alert, from the reading of the record that led to it until it is written; the
 * time in which its step waited for a pass is in it. What an aborted transaction did is told again.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/">Messaging
 *     spans</a>
 */
public record AlertSpans(Tracer tracer) implements AlertTracing {

  @Override
  public List<Header> told(Cause cause, Alert alert) {
    Span span =
        tracer
            .spanBuilder("process " + cause.topic())
            .setParent(TraceHeaders.context(cause.trace()))
            .setSpanKind(SpanKind.CONSUMER)
            .setStartTimestamp(Instant.ofEpochMilli(cause.since()))
            .setAttribute("messaging.system", "kafka")
            .setAttribute("messaging.operation.type", "process")
            .setAttribute("messaging.operation.name", "process")
            .setAttribute("messaging.destination.name", cause.topic())
            .setAttribute("millrace.rule", alert.rule())
            .setAttribute("millrace.key", alert.key())
            .setAttribute("millrace.state", alert.state().name().toLowerCase(Locale.ROOT))
            .startSpan();
    span.end();
    return TraceHeaders.of(Context.root().with(span));
  }
}
