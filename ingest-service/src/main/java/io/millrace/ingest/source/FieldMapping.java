package io.millrace.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One field of an event, and where it comes from.
 *
 * @param group {@code values}, {@code channels} or {@code attributes}; empty for a field of the
 *     event itself
 */
record FieldMapping(String group, String name, FieldSource source, Conversion conversion) {

  /** Sets the field, unless the record has nothing for it. */
  void map(ConsumerRecord<byte[], byte[]> record, JsonNode json, ObjectNode event) {
    String field = group.isEmpty() ? name : group + "." + name;
    JsonNode value = conversion.convert(field, source.of(record, json));
    if (!value.isNull() && !value.isMissingNode()) {
      (group.isEmpty() ? event : event.withObjectProperty(group)).set(name, value);
    }
  }
}
