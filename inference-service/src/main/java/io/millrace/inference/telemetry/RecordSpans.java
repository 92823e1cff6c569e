package io.millrace.inference.telemetry;

import io.millrace.events.TraceHeaders;
import io.millrace.inference.batch.RecordTracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A span for each record that names a trace, from which its answers follow. It ends before its
 * batch is committed: one that is aborted is told again.
 */
public record RecordSpans(Tracer tracer) implements RecordTracing {

  @Override
  public List<Header> answers(ConsumerRecord<byte[], byte[]> record, Duration handling) {
    Span span =
        tracer
            .spanBuilder("process " + record.topic())
            .setParent(TraceHeaders.context(record.headers()))
            .setSpanKind(SpanKind.CONSUMER)
            .setStartTimestamp(Instant.now().minus(handling))
            .setAttribute("messaging.system", "kafka")
            .setAttribute("messaging.operation.type", "process")
            .setAttribute("messaging.operation.name", "process")
            .setAttribute("messaging.destination.name", record.topic())
            .setAttribute(
                "messaging.destination.partition.id", Integer.toString(record.partition()))
            .setAttribute("messaging.kafka.offset", record.offset())
            .startSpan();
    span.end();
    return TraceHeaders.of(Context.root().with(span));
  }
}
