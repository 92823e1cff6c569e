package io.millrace.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.events.Event;
import io.millrace.events.EventJson;
import io.millrace.events.InvalidEventException;
import io.millrace.ingest.EventKind;
import io.millrace.ingest.Gate;
import io.millrace.ingest.table.NumberText;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * An event in the JSON that HTTP takes. What it lacks is added: the key from the topic, the time of
 * its arrival, and an id made of topic, payload and time. So of a message with a time of its own
 * the id is the same if the broker sends it again; of one without, it is another one.
 *
 * @param key from the topic; an event that names another is refused, for who may write to a topic
 *     may not therefore write for others
 */
record EventPayload(EventKind kind, Optional<LevelTemplate> key) implements MqttPayload {

  private static final String TIME = "at";
  private static final int ID_BYTES = 16;

  @Override
  public Event read(MqttMessage message) {
    JsonNode json = EventJson.read(JsonNode.class, message.original());
    if (!(json instanceof ObjectNode event)) {
      return Gate.read(kind, message.original()); // which says what it is instead
    }
    key.ifPresent(template -> setKey(event, template.of(message.levels())));
    boolean timed = event.hasNonNull(TIME);
    if (kind != EventKind.SERIES && !event.hasNonNull("id")) {
      event.put("id", id(message, timed ? "" : message.arrival().toString()));
    }
    if (!timed) {
      event.put(TIME, message.arrival().toString());
    }
    return Gate.read(kind, EventJson.write(event));
  }

  private void setKey(ObjectNode event, String name) {
    String field = keyField();
    JsonNode own = event.path(field);
    if (event.hasNonNull(field) && !own.asText().equals(name)) {
      throw new InvalidEventException(
          field, "must be " + name + " as the topic says, is " + NumberText.quoted(own.asText()));
    }
    event.put(field, name);
  }

  private String keyField() {
    return kind == EventKind.TEXT ? "source" : kind.label();
  }

  private static String id(MqttMessage message, String time) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(message.topic().getBytes(UTF_8));
      digest.update((byte) 0); // no topic holds it
      digest.update(time.getBytes(UTF_8));
      digest.update((byte) 0);
      return "mqtt-" + HexFormat.of().formatHex(digest.digest(message.original()), 0, ID_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
