package io.millrace.forecast.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.millrace.events.TraceHeaders;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gets each change as it is on the topic, one a request, with a key that repeats share, a
 * signature, and the trace that the change belongs to.
 *
 * @param keys each of which signs, so that they can be exchanged one after the other
 */
public record Webhook(String name, Endpoint endpoint, List<SigningKey> keys, int concurrency)
    implements Receiver {

  static final String ID = "webhook-id";
  static final String TIMESTAMP = "webhook-timestamp";
  static final String SIGNATURE = "webhook-signature";

  public Webhook {
    keys = List.copyOf(keys);
  }

  @Override
  public int batch() {
    return 1;
  }

  @Override
  public boolean remembers() {
    return false;
  }

  @Override
  public Post post(List<Change> changes, Instant now) {
    Change change = changes.get(0);
    String id = DeliveryKey.of(change.alert());
    byte[] body = change.record().value();
    Map<String, String> headers = new HashMap<>();
    headers.put("content-type", "application/json");
    headers.put(ID, id);
    headers.put(TIMESTAMP, Long.toString(now.getEpochSecond()));
    headers.put(
        SIGNATURE, keys.stream().map(key -> key.signature(id, now, body)).collect(joining(" ")));
    TraceHeaders.of(change.record().headers())
        .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
    return new Post(endpoint, headers, body);
  }
}
