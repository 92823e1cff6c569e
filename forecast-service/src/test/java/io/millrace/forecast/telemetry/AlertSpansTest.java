package io.millrace.forecast.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.forecast.FirstAlert;
import io.millrace.forecast.stream.Cause;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;

class AlertSpansTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";
  private static final long SINCE = 1_767_225_600_000L;
  private static final Cause CAUSE =
      new Cause(
          List.of(new RecordHeader("traceparent", PARENT.getBytes(UTF_8))), "series-events", SINCE);

  private final InMemorySpanExporter exported = InMemorySpanExporter.create();

  @Test
  void anAlertIsASpanThatBeginsWhenTheRecordThatLedToItWasRead() {
    AlertSpans spans =
        new AlertSpans(
            SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(exported))
                .build()
                .get("test"));

    List<Header> headers = spans.told(CAUSE, FirstAlert.of("oven/heat", Map.of()));

    SpanData span = exported.getFinishedSpanItems().get(0);
    assertThat(span.getName()).isEqualTo("process series-events");
    assertThat(span.getTraceId()).isEqualTo(TRACE);
    assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
    assertThat(span.getStartEpochNanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(SINCE));
    assertThat(span.getAttributes().get(AttributeKey.stringKey("millrace.rule"))).isEqualTo("r");
    assertThat(new String(headers.get(0).value(), UTF_8))
        .isEqualTo("00-" + TRACE + "-" + span.getSpanId() + "-01");
  }

  @Test
  void whereNoTracesAreMadeTheContextGoesOnAsItIs() {
    AlertSpans none = new AlertSpans(OpenTelemetry.noop().getTracer("test"));

    List<Header> headers = none.told(CAUSE, FirstAlert.of("oven/heat", Map.of()));

    assertThat(headers).hasSize(1);
    assertThat(new String(headers.get(0).value(), UTF_8)).isEqualTo(PARENT);
  }
}
