package io.millrace.workbench.replay;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Sends batches to ingest-service, and the same bytes again when it asks for that or the connection
 * is lost: an event's identity is (series, at, kind, revision), by which the service knows what it
 * has taken before.
 */
final class IngestClient implements Replay.BatchSender {

  /** Of one answer; the service itself waits 30 s for Kafka. */
  private static final Duration ANSWER = Duration.ofMinutes(1);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500); // after a lost connection
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private static final int ACCEPTED = 202;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int ALL_REFUSED = 422;
  private static final int TOO_MANY = 429;
  private static final int UNAVAILABLE = 503;

  private static final int LONGEST_DETAIL = 300; // characters
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI events;
  private final Optional<ApiKey> key;
  private final Patience patience;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private boolean hasAnswered;

  IngestClient(URI ingest, Optional<ApiKey> key, Patience patience) {
    this.events = ingest.resolve("/events/series");
    this.key = key;
    this.patience = patience;
  }

  /**
   * Returns when Kafka has acknowledged the batch.
   *
   * @throws ReplayException if the service is not there, refuses, or the patience with it is used
   *     up
   */
  @Override
  public Receipt send(List<SeriesEvent> batch) throws InterruptedException {
    byte[] lines = lines(batch);
    Patience.Wait wait = patience.begin();
    Duration pause = FIRST_PAUSE;
    while (true) {
      Answer answer = post(lines, pause);
      if (answer instanceof Answer.Settled settled) {
        return settled.receipt();
      }
      if (answer instanceof Answer.Again again) {
        wait.forA(again.after(), again.reason());
      }
      pause = longer(pause);
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  private Answer post(byte[] lines, Duration pause) throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(events)
            .header("Content-Type", "application/x-ndjson")
            .timeout(ANSWER)
            .POST(BodyPublishers.ofByteArray(lines));
    key.ifPresent(known -> request.header("Authorization", known.authorization()));
    try {
      HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
      hasAnswered = true;
      return understood(response);
    } catch (ConnectException e) {
      if (!hasAnswered) {
        throw new ReplayException(events + " does not answer; is `millrace up` running?", e);
      }
      return new Answer.Again(pause, events + " does not answer any more");
    } catch (IOException e) {
      return new Answer.Again(pause, events + " broke off: " + e);
    }
  }

  private Answer understood(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    return switch (status) {
      case ACCEPTED, ALL_REFUSED -> new Answer.Settled(receipt(response));
      case TOO_MANY, UNAVAILABLE ->
          new Answer.Again(
              RetryAfter.of(
                  response.headers().firstValue("Retry-After"), patience.clock().instant()),
              events + " answers " + status);
      case UNAUTHORIZED, FORBIDDEN ->
          throw new ReplayException(
              said(response)
                  + (key.isPresent() ? "; another key in " : "; a key in ")
                  + ApiKey.VARIABLE
                  + " may help");
      default -> throw new ReplayException(said(response));
    };
  }

  private Receipt receipt(HttpResponse<byte[]> response) {
    try {
      return JSON.readValue(response.body(), Receipt.class);
    } catch (IOException e) {
      throw new ReplayException(events + " does not answer as ingest-service does: " + e, e);
    }
  }

  private String said(HttpResponse<byte[]> response) {
    String detail = detail(response.body());
    return events
        + " answers "
        + response.statusCode()
        + (detail.isBlank()
            ? ""
            : ": " + detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL)));
  }

  /** Of problem details what they say, of anything else the text. */
  private static String detail(byte[] body) {
    try {
      JsonNode problem = JSON.readTree(body);
      if (problem.hasNonNull("detail")) {
        return problem.get("detail").asText();
      }
    } catch (IOException noJson) {
      // then as it is
    }
    return new String(body, StandardCharsets.UTF_8).strip();
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
