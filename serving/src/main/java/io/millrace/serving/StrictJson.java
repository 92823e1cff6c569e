package io.millrace.serving;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * A file of a bundle to and from a record, strictly.
 *
 * @param what the file holds, for messages: such as {@code a manifest}
 */
record StrictJson<T extends Record>(Class<T> type, String what) {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /**
   * @throws InvalidBundleException naming the file, and the field that is unknown, missing or wrong
   */
  T read(Path file) {
    try {
      byte[] json = Files.readAllBytes(file);
      requireKnownFields(file, MAPPER.readTree(json));
      T value = MAPPER.readValue(json, type);
      if (value == null) {
        throw InvalidBundleException.expected(file, "a JSON object", "null");
      }
      return value;
    } catch (JsonMappingException e) {
      throw new InvalidBundleException(file, problem(e), e);
    } catch (JsonProcessingException e) {
      throw new InvalidBundleException(file, "not JSON: " + where(e), e);
    } catch (IOException e) {
      throw new InvalidBundleException(file, "cannot be read: " + e, e);
    }
  }

  /** First, since a misspelt field would otherwise be reported as the one that is missing. */
  private void requireKnownFields(Path file, JsonNode json) {
    String unknown = KnownFields.firstUnknown(type, "", json);
    if (unknown != null) {
      throw new InvalidBundleException(file, unknown + ": not a field of " + what);
    }
  }

  void write(T value, Path file) {
    try {
      Files.write(file, MAPPER.writeValueAsBytes(value));
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be written: " + e.getMessage(), e);
    }
  }

  private String problem(JsonMappingException e) {
    String field = field(e);
    if (e.getCause() instanceof IllegalArgumentException refused) {
      return field.endsWith("]") ? field + "." + refused.getMessage() : "" + refused.getMessage();
    }
    return (field.isEmpty() ? "not " + what + ": " : field + ": ") + where(e);
  }

  private static String where(JsonProcessingException e) {
    return e.getOriginalMessage()
        + (e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")");
  }

  /** Such as {@code scaler.mean[2]}. */
  private static String field(JsonMappingException e) {
    return e.getPath().stream()
        .map(at -> at.getFieldName() == null ? "[" + at.getIndex() + "]" : "." + at.getFieldName())
        .collect(Collectors.joining())
        .replaceFirst("^\\.", "");
  }
}
