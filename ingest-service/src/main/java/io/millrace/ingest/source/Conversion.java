package io.millrace.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.events.InvalidEventException;

/** How a value becomes what a field of an event takes. */
public interface Conversion {

  /**
   * Null and what is missing stay so.
   *
   * @throws InvalidEventException naming the field
   */
  JsonNode convert(String field, JsonNode value);
}
