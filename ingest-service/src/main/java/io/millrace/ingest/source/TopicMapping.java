package io.millrace.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.events.Event;
import io.millrace.events.EventJson;
import io.millrace.events.InvalidEventException;
import io.millrace.ingest.EventKind;
import io.millrace.ingest.Gate;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How the records of a foreign topic become events: a pure function of the record, so that one that
 * is read again is the same event. It ends at the reader that HTTP has.
 */
record TopicMapping(EventKind kind, List<FieldMapping> fields) {

  TopicMapping {
    fields = List.copyOf(fields);
  }

  /**
   * @throws InvalidEventException naming the field of the event that it makes no event for
   */
  Event event(ConsumerRecord<byte[], byte[]> record) {
    JsonNode json = EventJson.read(JsonNode.class, record.value());
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    if (kind != EventKind.SERIES) {
      event.put("id", record.topic() + "-" + record.partition() + "-" + record.offset());
    }
    fields.forEach(field -> field.map(record, json, event));
    return Gate.read(kind, EventJson.write(event));
  }
}
