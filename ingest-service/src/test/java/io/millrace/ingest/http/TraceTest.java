package io.millrace.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.ingest.EventKind;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraceTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String BROUGHT = "00-" + TRACE + "-b7ad6b7169203331-01";
  private static final Receipt ONE = new Receipt(1, 0, List.of());

  private final InMemorySpanExporter exported = InMemorySpanExporter.create();

  private Tracer tracer(Sampler sampler) {
    return SdkTracerProvider.builder()
        .setSampler(sampler)
        .addSpanProcessor(SimpleSpanProcessor.create(exported))
        .build()
        .get("test");
  }

  private static String parent(Trace trace) {
    return trace.headers().stream()
        .filter(header -> header.key().equals("traceparent"))
        .map(header -> new String(header.value(), UTF_8))
        .findFirst()
        .orElse("none");
  }

  @Test
  void eventsTakeAlongTheSpanOfTheirSendingWhichLiesUnderTheServers() {
    Tracer tracer = tracer(Sampler.parentBased(Sampler.alwaysOn()));
    Span server = tracer.spanBuilder("POST").startSpan();

    Trace trace;
    try (Scope current = server.makeCurrent()) {
      trace = Trace.begin(tracer, EventKind.TEXT, Map.of("traceparent", BROUGHT)::get);
    }
    trace.end(ONE);

    SpanData sent = exported.getFinishedSpanItems().get(0);
    assertThat(sent.getName()).isEqualTo("send text-events");
    assertThat(sent.getKind()).isEqualTo(SpanKind.PRODUCER);
    assertThat(sent.getParentSpanId()).isEqualTo(server.getSpanContext().getSpanId());
    assertThat(parent(trace)).contains(sent.getTraceId() + "-" + sent.getSpanId() + "-01");
  }

  @Test
  void whereNoTracesAreMadeTheContextOfTheRequestGoesOnAsItIs() {
    Tracer none = OpenTelemetry.noop().getTracer("test");

    Trace traced =
        Trace.begin(none, EventKind.TEXT, Map.of("traceparent", BROUGHT, "tracestate", "a=1")::get);
    Trace malformed = Trace.begin(none, EventKind.TEXT, Map.of("traceparent", "nonsense")::get);
    Trace untraced = Trace.begin(none, EventKind.TEXT, name -> null);

    assertThat(parent(traced)).isEqualTo(BROUGHT);
    assertThat(traced.headers()).hasSize(2);
    assertThat(malformed.headers()).isEmpty();
    assertThat(untraced.headers()).isEmpty();
  }

  @Test
  void whatIsNotSampledCostsNoHeaderUnlessTheSenderDecidedSo() {
    Tracer never = tracer(Sampler.parentBased(Sampler.alwaysOff()));
    String decided = BROUGHT.replaceFirst("01$", "00");

    Trace ours = Trace.begin(never, EventKind.TEXT, name -> null);
    Trace theirs = Trace.begin(never, EventKind.TEXT, Map.of("traceparent", decided)::get);

    assertThat(ours.headers()).isEmpty();
    assertThat(parent(theirs)).startsWith("00-" + TRACE).endsWith("-00");
  }

  @Test
  void whatKafkaDidNotTakeIsASpanInError() {
    Trace trace = Trace.begin(tracer(Sampler.alwaysOn()), EventKind.SERIES, name -> null);

    trace.failed(new Unreachable("no broker", Receipt.NOTHING));
    trace.end(Receipt.NOTHING);

    assertThat(exported.getFinishedSpanItems().get(0).getStatus().getStatusCode())
        .isEqualTo(StatusCode.ERROR);
  }
}
