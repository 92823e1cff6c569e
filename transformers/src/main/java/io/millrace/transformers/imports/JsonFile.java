package io.millrace.transformers.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of settings; what it lacks or has wrong is refused by the name of the field. */
record JsonFile(Path file, JsonNode root) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @throws InvalidImportException if there is no such file, or it is no JSON
   */
  static JsonFile read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw InvalidImportException.expected(file, "a file", "none");
    }
    try {
      return new JsonFile(file, JSON.readTree(Files.readAllBytes(file)));
    } catch (JsonProcessingException broken) {
      throw InvalidImportException.broken(file, "not JSON: " + broken.getOriginalMessage(), broken);
    }
  }

  boolean has(String field) {
    return root.hasNonNull(field);
  }

  String text(String field) {
    JsonNode found = root.path(field);
    if (!found.isTextual()) {
      throw InvalidImportException.expected(file, field, "a text", shown(found));
    }
    return found.textValue();
  }

  String text(String field, String otherwise) {
    return has(field) ? text(field) : otherwise;
  }

  /** A whole number above 0. */
  int count(String field) {
    JsonNode found = root.path(field);
    if (!found.isInt() || found.intValue() < 1) {
      throw InvalidImportException.expected(file, field, "a whole number above 0", shown(found));
    }
    return found.intValue();
  }

  float number(String field, float otherwise) {
    JsonNode found = root.path(field);
    if (has(field) && !found.isNumber()) {
      throw InvalidImportException.expected(file, field, "a number", shown(found));
    }
    return has(field) ? found.floatValue() : otherwise;
  }

  boolean flag(String field) {
    JsonNode found = root.path(field);
    if (has(field) && !found.isBoolean()) {
      throw InvalidImportException.expected(file, field, "true or false", shown(found));
    }
    return found.booleanValue();
  }

  static String shown(JsonNode found) {
    return found.isMissingNode() ? "none" : found.toString();
  }
}
