package io.millrace.benchmarks;

import io.millrace.benchmarks.MixedEvents.Item;
import io.millrace.events.Topics;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Posts events to an ingest-service as NDJSON, in their order, up to a hundred at a time. */
record HttpClientOf(Service ingest) {

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
    int status = Sender.to(ingest).post(path, Sender.NDJSON, lines(items)).status();
    if (status != 202 && status != 422) {
      throw new IllegalStateException(path + " answered " + status);
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
