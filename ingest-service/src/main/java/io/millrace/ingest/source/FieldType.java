package io.millrace.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.millrace.events.InvalidEventException;
import io.millrace.ingest.table.NumberText;
import java.util.Locale;

/**
 * What a field of an event takes, and what it takes it from: others write numbers as text and text
 * as numbers. Null and what is missing stay so.
 */
enum FieldType implements Conversion {
  TEXT {
    @Override
    JsonNode of(String field, JsonNode value) {
      return value.isValueNode()
          ? TextNode.valueOf(value.asText())
          : refuse(field, "must be text", value);
    }
  },
  NUMBER {
    @Override
    JsonNode of(String field, JsonNode value) {
      if (value.isNumber()) {
        return value;
      }
      return value.isTextual()
          ? number(field, value.textValue())
          : refuse(field, "must be a number", value);
    }
  },
  NUMBERS {
    @Override
    JsonNode of(String field, JsonNode value) {
      if (!value.isArray()) {
        return refuse(field, "must be an array of numbers", value);
      }
      ArrayNode numbers = JsonNodeFactory.instance.arrayNode(value.size());
      for (int i = 0; i < value.size(); i++) {
        numbers.add(NUMBER.convert(field + "[" + i + "]", value.get(i)));
      }
      return numbers;
    }
  };

  @Override
  public JsonNode convert(String field, JsonNode value) {
    return value.isNull() || value.isMissingNode() ? value : of(field, value);
  }

  /** Of a value that is there. */
  abstract JsonNode of(String field, JsonNode value);

  private static JsonNode number(String field, String text) {
    String trimmed = text.strip();
    double value = NumberText.read(field, trimmed);
    try {
      return LongNode.valueOf(Long.parseLong(trimmed));
    } catch (NumberFormatException notWhole) {
      return DoubleNode.valueOf(value);
    }
  }

  private static JsonNode refuse(String field, String rule, JsonNode value) {
    throw new InvalidEventException(
        field, rule + ", is " + value.getNodeType().name().toLowerCase(Locale.ROOT));
  }
}
