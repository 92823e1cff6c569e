package io.millrace.forecast.delivery;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A receiver on a free port; answers 204 unless told otherwise. */
final class FakeHook implements AutoCloseable {

  /** What is done with a request whose body was read. */
  interface Reply {
    void to(HttpExchange exchange) throws IOException;
  }

  @SuppressWarnings("ArrayRecordComponent") // never changed
  record Heard(Headers headers, byte[] body, int status) {
    String header(String name) {
      return headers.getFirst(name);
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private volatile Reply reply = exchange -> exchange.sendResponseHeaders(204, -1);

  FakeHook() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      reply.to(exchange);
      heard.add(new Heard(exchange.getRequestHeaders(), body, exchange.getResponseCode()));
    }
  }

  void answer(Reply other) {
    reply = other;
  }

  /** What was answered, in the order of the answers. */
  List<Heard> heard() {
    return heard;
  }

  void awaitClose() {
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
