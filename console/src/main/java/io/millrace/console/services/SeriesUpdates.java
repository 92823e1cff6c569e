package io.millrace.console.services;

import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Updates of one series, from forecast-service, at the pace of a page. */
@ApplicationScoped
public class SeriesUpdates {

  /** Five a second: faster nobody sees. */
  private static final Duration PACE = Duration.ofMillis(200);

  private static final int LATER = 10; // paces before a lost connection is tried again

  private final Services services;

  SeriesUpdates(Services services) {
    this.services = services;
  }

  /**
   * @param kind {@code forecast}, {@code scores}, {@code decision}, {@code alert}, or {@code
   *     connection} with {@code "lost"} or {@code "made"}
   * @param json as on the topic
   */
  public record Update(String kind, String json) {}

  public Multi<Update> of(String series) {
    return Multi.createFrom()
        .deferred(
            () -> {
              Line line = new Line(series);
              return Multi.createFrom()
                  .ticks()
                  .every(PACE)
                  .onOverflow()
                  .drop()
                  .onItem()
                  .transformToIterable(tick -> line.told(tick))
                  .onTermination()
                  .invoke(line::close);
            });
  }

  /** One connection after another. */
  private final class Line {

    private final String path;
    private @Nullable SeriesRelay relay;
    private long again; // tick from which it may be tried
    private boolean lost;
    private boolean closed;

    Line(String series) {
      path =
          "/series/"
              + URLEncoder.encode(series, StandardCharsets.UTF_8).replace("+", "%20")
              + "/updates";
    }

    synchronized List<Update> told(long tick) {
      List<Update> told = new ArrayList<>();
      SeriesRelay now = relay;
      if (closed) {
        return told; // a tick that was on its way would connect once more, for nobody
      }
      if (now == null || now.hasEnded()) {
        reconnect(now, tick, told);
      } else {
        if (lost && now.isOpen()) {
          lost = false;
          told.add(new Update("connection", "\"made\""));
        }
        now.take().forEach((kind, json) -> told.add(new Update(kind, json)));
      }
      return told;
    }

    private void reconnect(@Nullable SeriesRelay before, long tick, List<Update> told) {
      if (before != null && !lost) {
        lost = true;
        told.add(new Update("connection", "\"lost\""));
        again = tick + LATER;
      }
      if (before == null || tick >= again) {
        again = tick + LATER;
        relay = open();
      }
    }

    private SeriesRelay open() {
      SeriesRelay opened = new SeriesRelay();
      HttpRequest request =
          services
              .request(Service.FORECAST, path)
              .header("Accept", "text/event-stream")
              .GET()
              .build();
      HttpClient client = services.client();
      var unused =
          client
              .sendAsync(request, BodyHandlers.fromLineSubscriber(opened))
              .whenComplete(
                  (response, failure) -> {
                    if (failure != null) {
                      opened.onError(failure);
                    }
                  });
      return opened;
    }

    synchronized void close() {
      closed = true;
      if (relay != null) {
        relay.cancel();
      }
    }
  }
}
