package io.millrace.benchmarks;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Posts to a service, and says what it answered. */
public record Sender(Service service, HttpClient http) {

  public static final String JSON = "application/json";
  public static final String NDJSON = "application/x-ndjson";

  private static final int NO_ANSWER = -1;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * What came back.
   *
   * @param status -1 if the connection broke before there was an answer
   * @param retryAfter seconds; -1 if it does not say
   */
  public record Answer(int status, String body, long retryAfter) {

    public boolean isAccepted() {
      return status == 202;
    }

    /** The server says that it is not the sender's fault, and when to come again. */
    public boolean isDeclaredUnavailable() {
      return (status == 503 || status == 429) && retryAfter > 0;
    }
  }

  public static Sender to(Service service) {
    return new Sender(
        service, HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
  }

  public Answer post(String path, String type, byte[] body) {
    HttpRequest request =
        HttpRequest.newBuilder(service.at(path))
            .timeout(PATIENCE)
            .header("content-type", type)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      return new Answer(
          answer.statusCode(),
          answer.body(),
          answer.headers().firstValueAsLong("retry-after").orElse(-1));
    } catch (IOException e) {
      return new Answer(NO_ANSWER, String.valueOf(e), -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
