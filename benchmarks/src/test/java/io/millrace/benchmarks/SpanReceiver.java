package io.millrace.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what services send by OTLP over HTTP, as a collector would get it.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-proto/blob/v1.3.2/opentelemetry/proto/trace/v1/trace.proto">Numbers
 *     of the fields</a>
 */
final class SpanReceiver implements AutoCloseable {

  /**
   * @param id in hex, as in {@code traceparent}
   * @param parent empty: it begins the trace
   */
  record Received(String service, String trace, String id, String parent, String name) {}

  private final HttpServer server;
  private final Map<String, Received> spans = new ConcurrentHashMap<>(); // by id
  private volatile @Nullable Exception failure;

  private SpanReceiver(HttpServer server) {
    this.server = server;
  }

  static SpanReceiver start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    SpanReceiver receiver = new SpanReceiver(server);
    server.createContext("/v1/traces", receiver::receive);
    server.start();
    return receiver;
  }

  /** With which a service makes a span of all and sends it here at once. */
  Map<String, String> settings() {
    return Map.of(
        "quarkus.otel.sdk.disabled", "false",
        "quarkus.otel.exporter.otlp.protocol", "http/protobuf",
        "quarkus.otel.exporter.otlp.endpoint", "http://127.0.0.1:" + server.getAddress().getPort(),
        "quarkus.otel.bsp.schedule.delay", "100ms");
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      read(exchange.getRequestBody().readAllBytes());
      exchange.sendResponseHeaders(200, -1);
    } catch (InvalidProtocolBufferException | RuntimeException e) {
      failure = e;
      throw e;
    }
  }

  private void read(byte[] request) throws InvalidProtocolBufferException {
    for (UnknownFieldSet resource : messages(UnknownFieldSet.parseFrom(request), 1)) {
      String service = service(resource);
      for (UnknownFieldSet scope : messages(resource, 2)) {
        for (UnknownFieldSet span : messages(scope, 2)) {
          String id = hex(span, 2);
          spans.put(id, new Received(service, hex(span, 1), id, hex(span, 4), text(span, 5)));
        }
      }
    }
  }

  private static String service(UnknownFieldSet resource) throws InvalidProtocolBufferException {
    for (UnknownFieldSet attribute : messages(messages(resource, 1).get(0), 1)) {
      if (text(attribute, 1).equals("service.name")) {
        return text(messages(attribute, 2).get(0), 1);
      }
    }
    return "";
  }

  private static List<UnknownFieldSet> messages(UnknownFieldSet in, int field)
      throws InvalidProtocolBufferException {
    List<UnknownFieldSet> messages = new ArrayList<>();
    for (ByteString each : in.getField(field).getLengthDelimitedList()) {
      messages.add(UnknownFieldSet.parseFrom(each));
    }
    return messages;
  }

  private static byte[] bytes(UnknownFieldSet in, int field) {
    List<ByteString> values = in.getField(field).getLengthDelimitedList();
    return values.isEmpty() ? new byte[0] : values.get(values.size() - 1).toByteArray();
  }

  private static String text(UnknownFieldSet in, int field) {
    return new String(bytes(in, field), UTF_8);
  }

  private static String hex(UnknownFieldSet in, int field) {
    return HexFormat.of().formatHex(bytes(in, field));
  }

  /** Waits for the spans that lead to a record: of one trace, each under the one after it. */
  void await(String traceparent, String... names) {
    Awaitility.await("the spans of " + traceparent)
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> assertThat(ancestry(traceparent)).containsExactly(names));
  }

  /**
   * The spans that lead to what a record's {@code traceparent} names, it first, each under the one
   * after it, as {@code SERVICE: NAME}; what was not received yet is missing, and so is all above.
   */
  private List<String> ancestry(String traceparent) {
    if (failure != null) {
      throw new IllegalStateException("what came is not OTLP", failure);
    }
    assertThat(traceparent).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    String[] parts = traceparent.split("-");
    List<String> names = new ArrayList<>();
    Optional<Received> span = Optional.ofNullable(spans.get(parts[2]));
    while (span.isPresent()) {
      if (!span.get().trace().equals(parts[1])) {
        throw new IllegalStateException(span.get() + " is of another trace than " + traceparent);
      }
      names.add(span.get().service() + ": " + span.get().name());
      span = Optional.ofNullable(spans.get(span.get().parent()));
    }
    return names;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
