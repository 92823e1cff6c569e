package io.millrace.benchmarks.alert;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Where webhooks are posted to. */
final class Hook implements AutoCloseable {

  /** How it answers. */
  interface Temper {

    /**
     * @param number of the request, from 0
     * @return its status; 0 to break the connection off
     */
    int status(int number, String id) throws InterruptedException;
  }

  /**
   * A post that came.
   *
   * @param status that it was answered with
   */
  @SuppressWarnings("ArrayRecordComponent") // never changed
  record Received(String id, String timestamp, String signature, byte[] body, int status) {
    boolean isTaken() {
      return status >= 200 && status < 300;
    }
  }

  private final String name;
  private final Temper temper;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private int requests;

  private Hook(String name, Temper temper, HttpServer server) {
    this.name = name;
    this.temper = temper;
    this.server = server;
  }

  static Hook start(String name, Temper temper) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      Hook hook = new Hook(name, temper, server);
      server.setExecutor(hook.threads);
      server.createContext("/", hook::handle);
      server.start();
      return hook;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String id = exchange.getRequestHeaders().getFirst("webhook-id");
      int status = temper.status(next(), id);
      received.add(
          new Received(
              id,
              exchange.getRequestHeaders().getFirst("webhook-timestamp"),
              exchange.getRequestHeaders().getFirst("webhook-signature"),
              body,
              status));
      if (status > 0) {
        exchange.sendResponseHeaders(status, -1);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized int next() {
    return requests++;
  }

  String name() {
    return name;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/alerts";
  }

  /** In the order of the answers. */
  List<Received> received() {
    return List.copyOf(received);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
