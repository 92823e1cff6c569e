package io.millrace.forecast.http;

import io.millrace.forecast.ForecastSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.streams.state.HostInfo;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The other instances, asked over HTTP. Nobody who is asked this way asks anybody else. */
@ApplicationScoped
class Peers {

  /** On what one instance asks of another; its value says which copy may answer. */
  static final String ASKED_BY_INSTANCE = "Millrace-Instance-Asks";

  static final String ACTIVE = "active";
  static final String STANDBY = "standby";

  private static final Logger LOG = Logger.getLogger(Peers.class);
  private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(500);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();
  private final Duration timeout;
  private final boolean staleAnswers;

  Peers(ForecastSettings settings) {
    this.timeout = settings.peerTimeout();
    this.staleAnswers = settings.staleAnswers();
  }

  /** Whether copies answer where nobody else does. */
  boolean mayCopiesAnswer() {
    return staleAnswers;
  }

  /**
   * What to ask.
   *
   * @param path with its query, as it is on the wire
   * @param copy {@link #ACTIVE} or {@link #STANDBY}
   * @param body of a POST; null for a GET
   * @param authorization as the client gave it, so that it may there what it may here
   */
  @SuppressWarnings("ArrayRecordComponent") // sent and never compared
  record Question(
      String path, String copy, byte @Nullable [] body, @Nullable String authorization) {}

  /** Empty if there was no answer in time. */
  CompletableFuture<Optional<HttpResponse<byte[]>>> ask(HostInfo host, Question question) {
    return client
        .sendAsync(request(host, question), BodyHandlers.ofByteArray())
        .handle(
            (answer, failure) -> {
              if (failure != null) {
                LOG.debugf("%s does not answer: %s", host, failure);
              }
              return Optional.ofNullable(answer);
            });
  }

  private HttpRequest request(HostInfo host, Question question) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://" + host.host() + ":" + host.port() + question.path()))
            .timeout(timeout)
            .header(ASKED_BY_INSTANCE, question.copy())
            .header(HttpHeaders.ACCEPT, "application/json, application/problem+json");
    if (question.authorization() != null) {
      request.header(HttpHeaders.AUTHORIZATION, question.authorization());
    }
    if (question.body() != null) {
      request
          .header(HttpHeaders.CONTENT_TYPE, "application/json")
          .POST(BodyPublishers.ofByteArray(question.body()));
    }
    return request.build();
  }
}
