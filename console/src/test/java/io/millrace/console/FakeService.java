package io.millrace.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.millrace.events.EventJson;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A service on loopback that says what it was told to say, and may go and come back. */
final class FakeService {

  private final Map<String, Function<String, Object>> answers = new ConcurrentHashMap<>();
  private final List<String> posted = new CopyOnWriteArrayList<>();
  private final List<OutputStream> listeners = new CopyOnWriteArrayList<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
          });
  private int port;
  private @Nullable HttpServer server;

  FakeService() {
    answers.put("/q/health/ready", query -> Map.of("status", "UP", "checks", List.of()));
    answers.put("/q/metrics", query -> "");
    back();
  }

  /**
   * @param path with all that follows, unless a longer one is told
   * @param answer of the raw path and query: bytes or text as they are, all else as JSON
   */
  FakeService say(String path, Function<String, Object> answer) {
    answers.put(path, answer);
    return this;
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  List<String> posted() {
    return posted;
  }

  /** Listens, on the port where it was if it was before. */
  synchronized void back() {
    try {
      HttpServer fresh =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      fresh.setExecutor(threads);
      fresh.createContext("/", this::answer);
      fresh.start();
      port = fresh.getAddress().getPort();
      server = fresh;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized void gone() {
    HttpServer listening = server;
    if (listening != null) {
      listening.stop(0);
      listeners.clear();
      server = null;
    }
  }

  /** To all that follow its updates. */
  void tell(String event, Object data) {
    String text =
        "event: %s\ndata: %s\n\n"
            .formatted(event, new String(EventJson.write(data), StandardCharsets.UTF_8));
    for (OutputStream listener : listeners) {
      try {
        listener.write(text.getBytes(StandardCharsets.UTF_8));
        listener.flush();
      } catch (IOException left) {
        listeners.remove(listener);
      }
    }
  }

  int followers() {
    return listeners.size();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    if (path.endsWith("/updates")) {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(": following\n\n".getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
      listeners.add(exchange.getResponseBody());
      return;
    }
    byte[] sent = exchange.getRequestBody().readAllBytes();
    if (exchange.getRequestMethod().equals("POST")) {
      posted.add(path + " " + new String(sent, StandardCharsets.UTF_8));
    }
    String best = "";
    for (String each : answers.keySet()) {
      best = path.startsWith(each) && each.length() > best.length() ? each : best;
    }
    Function<String, Object> answer = answers.get(best);
    Object said =
        answer == null
            ? Map.of("detail", "unknown")
            : answer.apply(exchange.getRequestURI().toString());
    byte[] body =
        said instanceof byte[] bytes
            ? bytes
            : said instanceof String text
                ? text.getBytes(StandardCharsets.UTF_8)
                : EventJson.write(said);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
