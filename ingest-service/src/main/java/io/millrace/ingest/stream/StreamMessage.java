package io.millrace.ingest.stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.events.EventJson;
import io.millrace.events.InvalidEventException;
import io.millrace.ingest.EventKind;

/**
 * What a device sends: {@code {"sequence":1,"kind":"text","event":{..}}}.
 *
 * @param sequence 1 for the first of the session, then one more for each
 * @param message with the event, which is not looked at yet
 */
record StreamMessage(long sequence, JsonNode message) {

  private static final String SEQUENCE = "sequence";
  private static final String KIND = "kind";
  private static final String EVENT = "event";

  /**
   * Reads the frame of a message; without its number it cannot even be refused.
   *
   * @throws InvalidEventException naming the field that is missing or wrong
   */
  static StreamMessage read(byte[] json) {
    JsonNode message = EventJson.tree(json);
    JsonNode sequence = message.get(SEQUENCE);
    if (sequence == null || !sequence.isIntegralNumber() || sequence.longValue() < 1) {
      throw new InvalidEventException(SEQUENCE, "must be a whole number from 1 on");
    }
    return new StreamMessage(sequence.longValue(), message);
  }

  /**
   * @throws InvalidEventException if it is none
   */
  EventKind kind() {
    String kind = message.path(KIND).asText();
    return EventKind.of(kind)
        .orElseThrow(
            () -> new InvalidEventException(KIND, "must be text, sensor or series, is " + kind));
  }

  /**
   * @throws InvalidEventException if there is none
   */
  JsonNode event() {
    JsonNode event = message.get(EVENT);
    if (event == null || !event.isObject()) {
      throw new InvalidEventException(EVENT, "must be an object");
    }
    return event;
  }
}
