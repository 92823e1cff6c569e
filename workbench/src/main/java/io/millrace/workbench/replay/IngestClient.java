package io.millrace.workbench.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.events.EventJson;
import io.millrace.events.SeriesEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Sends batches to ingest-service, and again when it asks for that. */
final class IngestClient {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Times a batch is sent before it is given up. */
  private static final int ATTEMPTS = 24;

  private static final int ACCEPTED = 202;
  private static final int ALL_REFUSED = 422;
  private static final int TOO_MANY = 429;
  private static final int UNAVAILABLE = 503;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI events;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  IngestClient(URI ingest) {
    this.events = ingest.resolve("/events/series");
  }

  /**
   * Returns when Kafka has acknowledged the batch.
   *
   * @throws ReplayException if the service is not there, refuses, or stays unavailable
   */
  Receipt send(List<SeriesEvent> batch) throws InterruptedException {
    byte[] lines = lines(batch);
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      HttpResponse<byte[]> answer = post(lines);
      switch (answer.statusCode()) {
        case ACCEPTED, ALL_REFUSED -> {
          return receipt(answer);
        }
        case TOO_MANY, UNAVAILABLE -> LockSupport.parkNanos(retryAfter(answer).toNanos());
        default ->
            throw new ReplayException(
                events + " answers " + answer.statusCode() + ": " + new String(answer.body()));
      }
    }
    throw new ReplayException(events + " stays unavailable; see its log");
  }

  private HttpResponse<byte[]> post(byte[] lines) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(events)
            .header("Content-Type", "application/x-ndjson")
            .timeout(PATIENCE)
            .POST(BodyPublishers.ofByteArray(lines))
            .build();
    try {
      return client.send(request, BodyHandlers.ofByteArray());
    } catch (ConnectException e) {
      throw new ReplayException(events + " does not answer; is `millrace up` running?", e);
    } catch (IOException e) {
      throw new ReplayException(events + " broke off: " + e, e);
    }
  }

  private Receipt receipt(HttpResponse<byte[]> answer) {
    try {
      return JSON.readValue(answer.body(), Receipt.class);
    } catch (IOException e) {
      throw new ReplayException(events + " does not answer as ingest-service does: " + e, e);
    }
  }

  private static Duration retryAfter(HttpResponse<byte[]> answer) {
    String seconds = answer.headers().firstValue("Retry-After").orElse("1");
    return Duration.ofSeconds(seconds.matches("\\d{1,3}") ? Long.parseLong(seconds) : 1);
  }

  private static byte[] lines(List<SeriesEvent> batch) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (SeriesEvent event : batch) {
      lines.writeBytes(EventJson.write(event));
      lines.write('\n');
    }
    return lines.toByteArray();
  }
}
