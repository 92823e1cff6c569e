package io.millrace.console.services;

import io.millrace.console.ConsoleSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks services, and gives an answer in any case. */
@ApplicationScoped
public class Services {

  private static final Duration CONNECTING = Duration.ofSeconds(2);

  private final ConsoleSettings settings;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .connectTimeout(CONNECTING)
          .build();

  Services(ConsoleSettings settings) {
    this.settings = settings;
  }

  public URI address(Service service) {
    return service.at(settings);
  }

  /**
   * @param path from the first slash on, encoded, with its query
   */
  public Answer get(Service service, String path) {
    return answer(service, request(service, path).GET().build());
  }

  /**
   * @param json body
   */
  public Answer post(Service service, String path, byte[] json) {
    HttpRequest.Builder request = request(service, path);
    request.header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(json));
    return answer(service, request.build());
  }

  HttpClient client() {
    return client;
  }

  HttpRequest.Builder request(Service service, String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address(service).toString().replaceAll("/+$", "") + path))
            .timeout(settings.patience());
    if (service == Service.INGEST) {
      settings.ingestKey().ifPresent(key -> request.header("Authorization", "Bearer " + key));
    }
    return request;
  }

  private Answer answer(Service service, HttpRequest request) {
    try {
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response.body());
    } catch (IOException e) {
      return Answer.gone(service, why(service, e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.gone(service, service.title() + " was not waited for");
    }
  }

  private String why(Service service, IOException e) {
    String how = e instanceof java.net.http.HttpTimeoutException ? "in time" : "";
    return (service.title() + " does not answer at " + address(service) + " " + how).strip();
  }
}
