package io.millrace.ingest.source;

import io.millrace.events.Event;
import io.millrace.events.InvalidEventException;
import io.millrace.ingest.EventKind;
import java.time.Instant;
import java.util.List;

/**
 * A message of an MQTT broker.
 *
 * @param retained sent because we subscribed, and written nobody knows when
 * @param arrival no two messages have the same
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record MqttMessage(MqttRule rule, String topic, byte[] original, boolean retained, Instant arrival)
    implements Incoming {

  @Override
  public EventKind kind() {
    return rule.kind();
  }

  List<String> levels() {
    return List.of(topic.split("/", -1));
  }

  @Override
  public Event read() {
    try {
      Event event = rule.payload().read(this);
      if (retained && event.envelope().time().equals(arrival)) {
        throw new InvalidEventException(
            "at", "is missing, and how old a retained message is nobody knows");
      }
      return event;
    } catch (InvalidEventException why) {
      throw new InvalidEventException(why.field(), why.reason() + " (mqtt:" + topic + ")");
    }
  }
}
