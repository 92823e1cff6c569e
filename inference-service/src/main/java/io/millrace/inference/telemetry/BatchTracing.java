package io.millrace.inference.telemetry;

import io.millrace.events.TraceHeaders;
import io.millrace.inference.batch.HandledBatch;
import io.millrace.inference.batch.ModelIdentity;
import io.millrace.inference.loop.Committed;
import io.millrace.inference.loop.LoopListener;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One span a batch, linked to the traces that its records belong to: those whose header {@code
 * traceparent} says so.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/">Messaging
 *     spans</a>
 */
public record BatchTracing(Tracer tracer) implements LoopListener<HandledBatch> {

  /** As many as an exporter keeps by default. */
  private static final int LINKS = 128;

  private static final AttributeKey<List<String>> MODELS =
      AttributeKey.stringArrayKey("millrace.models");

  @Override
  public void committed(Committed<HandledBatch> batch) {
    Span span =
        builder(batch.topic(), batch.records()).setStartTimestamp(batch.start()).startSpan();
    span.setAttribute("millrace.outputs", batch.outputs().records().size());
    span.setAttribute(
        "millrace.rejected",
        batch.outputs().rejected().values().stream().mapToInt(Integer::intValue).sum());
    span.setAttribute(
        MODELS,
        batch.outputs().work().keySet().stream().map(ModelIdentity::toString).sorted().toList());
    batch
        .outputs()
        .times()
        .byStage()
        .forEach((stage, time) -> span.setAttribute("millrace.nanos." + stage, time.toNanos()));
    span.end(batch.start().plus(batch.handling()).plus(batch.committing()));
  }

  @Override
  public void failed(
      String topic, List<ConsumerRecord<byte[], byte[]>> records, RuntimeException failure) {
    Span span = builder(topic, records).startSpan();
    span.recordException(failure).setStatus(StatusCode.ERROR);
    span.end(Instant.now());
  }

  private SpanBuilder builder(String topic, List<ConsumerRecord<byte[], byte[]>> records) {
    SpanBuilder builder =
        tracer
            .spanBuilder("process " + topic)
            .setNoParent()
            .setSpanKind(SpanKind.CONSUMER)
            .setAttribute("messaging.system", "kafka")
            .setAttribute("messaging.operation.type", "process")
            .setAttribute("messaging.destination.name", topic)
            .setAttribute("messaging.batch.message_count", records.size());
    records.stream()
        .map(BatchTracing::traceOf)
        .filter(SpanContext::isValid)
        .distinct()
        .limit(LINKS)
        .forEach(builder::addLink);
    return builder;
  }

  private static SpanContext traceOf(ConsumerRecord<byte[], byte[]> record) {
    return Span.fromContext(TraceHeaders.context(record.headers())).getSpanContext();
  }
}
