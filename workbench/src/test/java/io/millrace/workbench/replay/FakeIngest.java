package io.millrace.workbench.replay;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Answers with one reply after the other, the last of them from then on. */
final class FakeIngest implements AutoCloseable {

  final List<String> bodies = new CopyOnWriteArrayList<>();
  final List<String> authorizations = new CopyOnWriteArrayList<>();

  private final HttpServer server;
  private final Iterator<Reply> replies;
  private Reply last;

  /** What is done with a request whose body was read. */
  interface Reply {
    void to(HttpExchange exchange, String body) throws IOException;
  }

  FakeIngest(Reply... replies) throws IOException {
    this.replies = Arrays.asList(replies).iterator();
    this.last = accepting();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/events/series", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    bodies.add(body);
    String key = exchange.getRequestHeaders().getFirst("Authorization");
    authorizations.add(key == null ? "none" : key);
    last = replies.hasNext() ? replies.next() : last;
    last.to(exchange, body);
    exchange.close();
  }

  static Reply accepting() {
    return (exchange, body) ->
        answer(
            exchange,
            202,
            "{\"accepted\":" + body.lines().count() + ",\"rejected\":0,\"errors\":[]}");
  }

  static Reply status(int status, String body) {
    return (exchange, lines) -> answer(exchange, status, body);
  }

  static Reply busy(int status, @Nullable String retryAfter) {
    return (exchange, lines) -> {
      if (retryAfter != null) {
        exchange.getResponseHeaders().add("Retry-After", retryAfter);
      }
      answer(exchange, status, "{\"detail\":\"busy\"}");
    };
  }

  /** After the events have come in, the connection breaks. */
  static Reply breakingOff() {
    return (exchange, lines) -> {};
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  List<String> lines() {
    return bodies.stream().flatMap(String::lines).toList();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
