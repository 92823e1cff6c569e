package io.millrace.benchmarks.ingest;

import io.millrace.benchmarks.Sender;
import io.millrace.benchmarks.Service;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** Posts single events without waiting for the one before. */
final class ConcurrentPosts {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Service service;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicLong refused = new AtomicLong();

  ConcurrentPosts(Service service) {
    this.service = service;
  }

  /** Completes with the answer, whatever it is. */
  CompletableFuture<Void> post(byte[] event) {
    HttpRequest request =
        HttpRequest.newBuilder(service.at("/events/text"))
            .timeout(PATIENCE)
            .header("content-type", Sender.JSON)
            .POST(BodyPublishers.ofByteArray(event))
            .build();
    return http.sendAsync(request, BodyHandlers.discarding())
        .thenAccept(
            answer -> {
              if (answer.statusCode() != 202) {
                refused.incrementAndGet();
              }
            });
  }

  /** Answers other than 202. */
  long refused() {
    return refused.get();
  }
}
