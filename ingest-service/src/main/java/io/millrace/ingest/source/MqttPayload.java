package io.millrace.ingest.source;

import io.millrace.events.Event;
import io.millrace.events.InvalidEventException;

/** How the payload of a message becomes an event. */
interface MqttPayload {

  /**
   * @throws InvalidEventException naming the field
   */
  Event read(MqttMessage message);
}
