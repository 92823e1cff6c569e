package io.millrace.benchmarks.console;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Posts a text that is fine and one that is not to ingest-service, so often a second, whether it
 * answers or not.
 */
final class SteadyPosts implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final URI texts;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final AtomicLong number = new AtomicLong();

  private SteadyPosts(URI texts) {
    this.texts = texts;
  }

  /**
   * @param ingest address of ingest-service
   */
  static SteadyPosts start(String ingest, int perSecond) {
    SteadyPosts posts = new SteadyPosts(URI.create(ingest + "/events/text"));
    var unused =
        posts.clock.scheduleAtFixedRate(
            posts::both, 0, TimeUnit.SECONDS.toMicros(1) / perSecond, TimeUnit.MICROSECONDS);
    return posts;
  }

  private void both() {
    long now = number.incrementAndGet();
    String start = "{\"source\":\"shop\",\"at\":\"" + Instant.now() + "\"";
    post(start + ",\"text\":\"Order " + now + ": connection to the store was lost\"}");
    post(start + ",\"number\":" + now + "}");
  }

  /** A service that is gone gets none, and the next one all the same. */
  private void post(String json) {
    var unused =
        http.sendAsync(
            HttpRequest.newBuilder(texts)
                .timeout(PATIENCE)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build(),
            BodyHandlers.discarding());
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
