package io.millrace.transformers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a safetensors file says of itself. */
record SafetensorsHeader(Map<String, String> metadata, Map<String, SafetensorsEntry> entries) {

  static final String METADATA = "__metadata__";

  private static final ObjectReader STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  /**
   * @param dataSize bytes after the header
   */
  static SafetensorsHeader parse(Path file, byte[] json, long dataSize) {
    Map<String, String> metadata = new LinkedHashMap<>();
    Map<String, SafetensorsEntry> entries = new LinkedHashMap<>();
    JsonNode root = root(file, json);
    root.fields()
        .forEachRemaining(
            field -> {
              if (field.getKey().equals(METADATA)) {
                metadata.putAll(metadata(file, field.getValue()));
              } else {
                entries.put(field.getKey(), entry(file, field.getKey(), field.getValue()));
              }
            });
    checkLayout(file, entries, dataSize);
    return new SafetensorsHeader(metadata, entries);
  }

  private static JsonNode root(Path file, byte[] json) {
    try {
      JsonNode root = STRICT.readTree(json);
      if (root.isObject()) {
        return root;
      }
      throw new InvalidSafetensorsException(file, "its header is no JSON object");
    } catch (JsonProcessingException e) {
      throw new InvalidSafetensorsException(
          file, "its header is no JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory can be read", e);
    }
  }

  private static Map<String, String> metadata(Path file, JsonNode node) {
    Map<String, String> metadata = new LinkedHashMap<>();
    node.fields()
        .forEachRemaining(
            field -> {
              if (!field.getValue().isTextual()) {
                throw new InvalidSafetensorsException(
                    file, METADATA + " may hold text only, not " + field.getValue());
              }
              metadata.put(field.getKey(), field.getValue().textValue());
            });
    return metadata;
  }

  private static SafetensorsEntry entry(Path file, String name, JsonNode node) {
    try {
      return SafetensorsEntry.parse(node);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new InvalidSafetensorsException(file, "tensor " + name + " " + e.getMessage(), e);
    }
  }

  /** The format allows no holes, no overlaps and nothing after the last tensor. */
  private static void checkLayout(Path file, Map<String, SafetensorsEntry> entries, long dataSize) {
    List<Map.Entry<String, SafetensorsEntry>> inOrder =
        entries.entrySet().stream()
            .sorted(
                Comparator.comparingLong(
                        (Map.Entry<String, SafetensorsEntry> entry) -> entry.getValue().begin())
                    .thenComparing(entry -> entry.getValue().end()))
            .toList();
    long expected = 0;
    String before = "";
    for (Map.Entry<String, SafetensorsEntry> entry : inOrder) {
      if (entry.getValue().begin() < expected) {
        throw new InvalidSafetensorsException(
            file,
            "tensor %s begins at byte %d of the data and overlaps with tensor %s, which ends at byte %d"
                .formatted(entry.getKey(), entry.getValue().begin(), before, expected));
      }
      if (entry.getValue().begin() > expected) {
        throw new InvalidSafetensorsException(
            file,
            "tensor %s begins at byte %d of the data, where byte %d was expected"
                .formatted(entry.getKey(), entry.getValue().begin(), expected));
      }
      before = entry.getKey();
      expected = entry.getValue().end();
      if (expected > dataSize) {
        throw new InvalidSafetensorsException(
            file,
            "tensor %s ends at byte %d of the data, but only %d are there: the file is cut short"
                .formatted(entry.getKey(), expected, dataSize));
      }
    }
    if (expected != dataSize) {
      throw new InvalidSafetensorsException(
          file, (dataSize - expected) + " bytes after the last tensor belong to none");
    }
  }
}
