package io.millrace.serving;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code model.json} to and from a manifest, strictly. */
final class ManifestJson {

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

  private static final String NOT_A_FIELD = ": not a field of a manifest";

  private static final Set<String> FIELDS =
      Arrays.stream(ModelManifest.class.getRecordComponents())
          .map(RecordComponent::getName)
          .collect(Collectors.toUnmodifiableSet());

  private ManifestJson() {}

  static ModelManifest read(Path file) {
    try {
      byte[] json = Files.readAllBytes(file);
      requireKnownFields(file, MAPPER.readTree(json));
      ModelManifest manifest = MAPPER.readValue(json, ModelManifest.class);
      if (manifest == null) {
        throw InvalidBundleException.expected(file, "a JSON object", "null");
      }
      return manifest;
    } catch (JsonMappingException e) {
      throw new InvalidBundleException(file, problem(e), e);
    } catch (JsonProcessingException e) {
      throw new InvalidBundleException(file, "not JSON: " + where(e), e);
    } catch (IOException e) {
      throw new InvalidBundleException(file, "cannot be read: " + e, e);
    }
  }

  /** First, since a misspelt field would otherwise be reported as the one that is missing. */
  private static void requireKnownFields(Path file, JsonNode json) {
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!FIELDS.contains(name)) {
                throw new InvalidBundleException(file, name + NOT_A_FIELD);
              }
            });
  }

  static void write(ModelManifest manifest, Path file) {
    try {
      Files.write(file, MAPPER.writeValueAsBytes(manifest));
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be written: " + e.getMessage(), e);
    }
  }

  private static String problem(JsonMappingException e) {
    if (e.getCause() instanceof IllegalArgumentException refused) {
      return String.valueOf(refused.getMessage());
    }
    String field = field(e);
    if (e instanceof UnrecognizedPropertyException) {
      return field + NOT_A_FIELD;
    }
    return (field.isEmpty() ? "not a manifest: " : field + ": ") + where(e);
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
