package io.millrace.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Where a field's value comes from. */
sealed interface FieldSource {

  /**
   * What it is in a record; null or missing if it has none.
   *
   * @param json the record's value
   */
  JsonNode of(ConsumerRecord<byte[], byte[]> record, JsonNode json);

  /** The same for each record. */
  record Constant(String text) implements FieldSource {
    @Override
    public JsonNode of(ConsumerRecord<byte[], byte[]> record, JsonNode json) {
      return TextNode.valueOf(text);
    }
  }

  /** The record's key, as UTF-8. */
  record Key() implements FieldSource {
    @Override
    public JsonNode of(ConsumerRecord<byte[], byte[]> record, JsonNode json) {
      return text(record.key());
    }
  }

  /** The last header of a name, as UTF-8. */
  record HeaderValue(String name) implements FieldSource {
    @Override
    public JsonNode of(ConsumerRecord<byte[], byte[]> record, JsonNode json) {
      Header header = record.headers().lastHeader(name);
      return text(header == null ? null : header.value());
    }
  }

  /** The record's own time; it needs no time format. */
  record Timestamp() implements FieldSource {
    @Override
    public JsonNode of(ConsumerRecord<byte[], byte[]> record, JsonNode json) {
      return LongNode.valueOf(record.timestamp()); // milliseconds since the epoch
    }
  }

  /**
   * A place in the record's JSON.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9535">RFC 9535</a>, which json-path is older
   *     than; on paths that mean one place they agree
   */
  record Path(JsonPath path) implements FieldSource {

    private static final Configuration CONFIGURATION =
        Configuration.builder()
            .jsonProvider(new JacksonJsonNodeJsonProvider())
            .mappingProvider(new JacksonMappingProvider())
            .options(Option.SUPPRESS_EXCEPTIONS)
            .build();

    @Override
    public JsonNode of(ConsumerRecord<byte[], byte[]> record, JsonNode json) {
      Object found = path.read(json, CONFIGURATION);
      return found instanceof JsonNode node ? node : MissingNode.getInstance();
    }
  }

  private static JsonNode text(byte @Nullable [] bytes) {
    return bytes == null ? MissingNode.getInstance() : TextNode.valueOf(new String(bytes, UTF_8));
  }

  /**
   * Reads a declaration.
   *
   * @throws IllegalArgumentException if it begins with {@code $} and is nothing that is known
   */
  static FieldSource parse(String declared) {
    String header = "$header.";
    if (declared.equals("$key")) {
      return new Key();
    }
    if (declared.equals("$timestamp")) {
      return new Timestamp();
    }
    if (declared.startsWith(header) && declared.length() > header.length()) {
      return new HeaderValue(declared.substring(header.length()));
    }
    return declared.startsWith("$") ? path(declared) : new Constant(declared);
  }

  private static Path path(String declared) {
    try {
      boolean whole =
          (declared.equals("$") || declared.startsWith("$.") || declared.startsWith("$["))
              && !declared.endsWith("["); // of which json-path makes nothing at all
      JsonPath path = JsonPath.compile(declared);
      if (whole && path.isDefinite()) {
        return new Path(path);
      }
    } catch (InvalidPathException broken) {
      // Refused below, as one that means many places.
    }
    throw new IllegalArgumentException(
        "must be $key, $header.<name>, $timestamp, a JSON path to one place such as $.a.b[0], or a"
            + " constant, is "
            + declared);
  }
}
