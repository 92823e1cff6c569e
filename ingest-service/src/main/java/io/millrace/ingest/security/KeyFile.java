package io.millrace.ingest.security;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The YAML that {@code millrace key} writes; {@code docs/examples/keys.yaml} is one.
 *
 * <p>A file is taken whole or not at all: one wrong entry, and no key of it is known.
 */
record KeyFile(Path path) {

  private static final ObjectReader YAML =
      new ObjectMapper(new YAMLFactory())
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .readerFor(Content.class);

  record Content(@Nullable List<@Nullable KeyEntry> keys) {}

  /**
   * The bytes as they are now.
   *
   * @throws InvalidKeysException if the file is not there or cannot be read
   */
  byte[] bytes() {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new InvalidKeysException(path + " cannot be read: " + e);
    }
  }

  /**
   * The keys in those bytes.
   *
   * @throws InvalidKeysException naming the first entry and field that is wrong
   */
  KeyRing ring(byte[] yaml) {
    List<@Nullable KeyEntry> entries = content(yaml).keys();
    if (entries == null) {
      throw new InvalidKeysException(path + ": keys is missing; `keys: []` is a file without any");
    }
    List<ApiKey> keys = new ArrayList<>();
    for (KeyEntry entry : entries) {
      keys.add(key(entry, keys.size()));
    }
    try {
      return new KeyRing(keys);
    } catch (IllegalArgumentException wrong) {
      throw new InvalidKeysException(path + ": " + wrong.getMessage());
    }
  }

  private ApiKey key(@Nullable KeyEntry entry, int index) {
    String place = path + ": keys[" + index + "]";
    if (entry == null) {
      throw new InvalidKeysException(place + " is empty");
    }
    try {
      return entry.toKey();
    } catch (IllegalArgumentException wrong) {
      throw new InvalidKeysException(place + "." + wrong.getMessage());
    }
  }

  private Content content(byte[] yaml) {
    try {
      Content content = YAML.readValue(yaml);
      return content == null ? new Content(null) : content;
    } catch (JsonProcessingException wrong) {
      String line = wrong.getLocation() == null ? "" : " line " + wrong.getLocation().getLineNr();
      throw new InvalidKeysException(path + line + ": " + firstLine(wrong.getOriginalMessage()));
    } catch (IOException e) {
      throw new InvalidKeysException(path + " cannot be read: " + e);
    }
  }

  /** The parser's further lines quote the file. */
  private static String firstLine(@Nullable String message) {
    return message == null ? "is no YAML" : message.lines().findFirst().orElse("is no YAML");
  }
}
