package io.millrace.inference.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.inference.batch.HandledBatch;
import io.millrace.inference.batch.ModelIdentity;
import io.millrace.inference.batch.StageTimes;
import io.millrace.inference.loop.Committed;
import io.millrace.inference.loop.Records;
import io.millrace.serving.Work;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class BatchTracingTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final InMemorySpanExporter exported = InMemorySpanExporter.create();
  private final BatchTracing tracing =
      new BatchTracing(
          SdkTracerProvider.builder()
              .addSpanProcessor(SimpleSpanProcessor.create(exported))
              .build()
              .get("test"));

  @Test
  void aBatchIsOneSpanLinkedToTheTracesOfItsRecords() {
    tracing.committed(
        batch(
            traced(0, "00-" + TRACE + "-b7ad6b7169203331-01"),
            Records.text(1, "untraced"),
            traced(2, "no trace")));

    assertThat(exported.getFinishedSpanItems()).hasSize(1);
    SpanData span = exported.getFinishedSpanItems().get(0);
    assertThat(span.getName()).isEqualTo("process text-events");
    assertThat(span.getLinks())
        .extracting(LinkData::getSpanContext)
        .extracting(context -> context.getTraceId() + " " + context.getSpanId())
        .containsExactly(TRACE + " b7ad6b7169203331");
    assertThat(span.getParentSpanContext().isValid()).isFalse();
    assertThat(span.getEndEpochNanos() - span.getStartEpochNanos())
        .isEqualTo(Duration.ofMillis(30).toNanos());
    assertThat(span.getAttributes().get(AttributeKey.stringArrayKey("millrace.models")))
        .containsExactly("tone 3", "triage 7");
  }

  @Test
  void aBatchThatIsAbortedIsASpanInError() {
    tracing.failed(
        "text-events", List.of(Records.text(0, "any")), new IllegalStateException("rebalanced"));

    assertThat(exported.getFinishedSpanItems())
        .singleElement()
        .satisfies(
            span -> assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR));
  }

  @SafeVarargs
  private static Committed<HandledBatch> batch(ConsumerRecord<byte[], byte[]>... records) {
    StageTimes none =
        new StageTimes(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    return new Committed<>(
        "text-events",
        List.of(records),
        new HandledBatch(
            List.of(),
            List.of(),
            Map.of(),
            Map.of(
                new ModelIdentity("triage", "7"), Work.none(),
                new ModelIdentity("tone", "3"), Work.none()),
            none),
        records.length,
        START,
        Duration.ofMillis(20),
        Duration.ofMillis(10));
  }

  private static ConsumerRecord<byte[], byte[]> traced(long offset, String parent) {
    ConsumerRecord<byte[], byte[]> record = Records.text(offset, "traced");
    record.headers().add("traceparent", parent.getBytes(UTF_8));
    return record;
  }
}
