package io.millrace.inference.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.inference.loop.Records;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

class RecordSpansTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";

  private final InMemorySpanExporter exported = InMemorySpanExporter.create();
  private final RecordSpans spans =
      new RecordSpans(
          SdkTracerProvider.builder()
              .addSpanProcessor(SimpleSpanProcessor.create(exported))
              .build()
              .get("test"));

  @Test
  void theAnswersToARecordFollowFromTheSpanOfItsProcessing() {
    List<Header> answers = spans.answers(traced(PARENT), Duration.ofMillis(20));

    SpanData span = exported.getFinishedSpanItems().get(0);
    assertThat(span.getName()).isEqualTo("process text-events");
    assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
    assertThat(span.getParentSpanContext().getTraceId()).isEqualTo(TRACE);
    assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
    assertThat(span.getEndEpochNanos() - span.getStartEpochNanos())
        .isGreaterThanOrEqualTo(Duration.ofMillis(20).toNanos());
    assertThat(values(answers)).containsExactly("00-" + TRACE + "-" + span.getSpanId() + "-01");
  }

  @Test
  void whatIsMalformedBeginsATraceOfItsOwnOnlyWhereTracesAreMade() {
    RecordSpans none = new RecordSpans(OpenTelemetry.noop().getTracer("test"));

    assertThat(values(none.answers(traced("nonsense"), Duration.ZERO))).isEmpty();
    assertThat(values(none.answers(traced(PARENT), Duration.ZERO))).containsExactly(PARENT);
    assertThat(spans.answers(traced("nonsense"), Duration.ZERO)).hasSize(1);
  }

  private static ConsumerRecord<byte[], byte[]> traced(String parent) {
    ConsumerRecord<byte[], byte[]> record = Records.text(0, "traced");
    record.headers().add("traceparent", parent.getBytes(UTF_8));
    return record;
  }

  private static List<String> values(List<Header> headers) {
    return headers.stream().map(header -> new String(header.value(), UTF_8)).toList();
  }
}
