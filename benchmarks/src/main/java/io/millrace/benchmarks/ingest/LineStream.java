package io.millrace.benchmarks.ingest;

import io.millrace.benchmarks.Sender;
import io.millrace.benchmarks.Service;
import io.millrace.benchmarks.Stack;
import io.millrace.events.Topics;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/** Streams lines to a service, in a request for each connection and turn. */
final class LineStream implements AutoCloseable {

  static final int CONNECTIONS = 2;

  private static final int CHUNK = 65_536; // bytes
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Stack stack;
  private final Service service;
  private final ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS);
  private final int events;
  private final Set<TopicPartition> partitions;
  private int turn;

  /**
   * Events a second.
   *
   * @param acknowledged up to the service's answer
   * @param published up to when the last one is on its topic
   */
  record Rates(double acknowledged, double published) {}

  /**
   * @param events a turn
   */
  LineStream(Stack stack, Service service, int events) {
    this.stack = stack;
    this.service = service;
    this.events = events;
    this.partitions = stack.topics().ends(Topics.TEXT_EVENTS).keySet();
  }

  /** Every event of every turn is another one. */
  Rates send(boolean identified) {
    Texts texts = new Texts("lines-" + turn++, 97, identified);
    List<byte[]> bodies =
        IntStream.range(0, CONNECTIONS).mapToObj(i -> texts.lines(part(i), part(i + 1))).toList();
    long before = written();
    long start = System.nanoTime();
    CompletableFuture.allOf(
            bodies.stream()
                .map(body -> CompletableFuture.runAsync(() -> post(body), connections))
                .toArray(CompletableFuture<?>[]::new))
        .join();
    double acknowledged = (System.nanoTime() - start) / 1e9;
    Awaitility.await("all are published")
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> written() - before >= events);
    double published = (System.nanoTime() - start) / 1e9;
    return new Rates(events / acknowledged, events / (identified ? published : acknowledged));
  }

  private long part(int n) {
    return (long) events * n / CONNECTIONS;
  }

  /** The sum of the partitions' ends; a look costs little beside what is measured. */
  private long written() {
    Map<TopicPartition, OffsetSpec> latest =
        partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
    try {
      return stack.admin().listOffsets(latest).all().get().values().stream()
          .mapToLong(ListOffsetsResultInfo::offset)
          .sum();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void post(byte[] body) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) service.at("/events/text").toURL().openConnection();
      connection.setRequestMethod("POST");
      connection.setDoOutput(true);
      connection.setChunkedStreamingMode(CHUNK);
      connection.setRequestProperty("content-type", Sender.NDJSON);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body);
      }
      if (connection.getResponseCode() != 202) {
        throw new IllegalStateException("answered " + connection.getResponseCode());
      }
      connection.getInputStream().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    connections.shutdown();
  }
}
