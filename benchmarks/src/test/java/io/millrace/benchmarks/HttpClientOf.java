package io.millrace.benchmarks;

import io.millrace.benchmarks.MixedEvents.Item;
import io.millrace.events.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Posts events to an ingest-service as NDJSON, in their order, up to a hundred at a time. */
record HttpClientOf(Service ingest) {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int LINES = 100;
  private static final Map<String, String> PATHS =
      Map.of(
          Topics.TEXT_EVENTS, "/events/text",
          Topics.SENSOR_EVENTS, "/events/sensor",
          Topics.SERIES_EVENTS, "/events/series");

  void post(MixedEvents events) {
    PATHS.forEach(
        (topic, path) -> {
          List<Item> items =
              events.items().stream().filter(item -> item.topic().equals(topic)).toList();
          for (int from = 0; from < items.size(); from += LINES) {
            post(path, items.subList(from, Math.min(items.size(), from + LINES)));
          }
        });
  }

  private void post(String path, List<Item> items) {
    int status = tryPost(path, items);
    if (status != 202 && status != 422) {
      throw new IllegalStateException(path + " answered " + status);
    }
  }

  /** The answer's status; -1 if the connection broke before there was one. */
  int tryPost(String path, List<Item> items) {
    HttpRequest request =
        HttpRequest.newBuilder(ingest.at(path))
            .timeout(Duration.ofSeconds(30))
            .header("content-type", "application/x-ndjson")
            .POST(BodyPublishers.ofByteArray(lines(items)))
            .build();
    try {
      HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
      return answer.statusCode();
    } catch (IOException e) {
      return -1;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] lines(List<Item> items) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (Item item : new ArrayList<>(items)) {
      body.writeBytes(item.bytes());
      body.write('\n');
    }
    return body.toByteArray();
  }
}
