package io.millrace.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents 1.0 in structured mode: the value is an envelope in JSON, with the event inside. On a
 * topic only {@code specversion} and the data are looked at, for an event of ours says by itself
 * what the other attributes say.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md">JSON
 *     event format</a>
 */
public final class StructuredCloudEvent {

  private static final String CONTENT_TYPE = "content-type";
  private static final String ANY_FORMAT = "application/cloudevents";
  private static final String JSON_FORMAT = "application/cloudevents+json";
  private static final String SPEC_VERSION = "specversion";
  private static final String DATA = "data";
  private static final String BINARY_DATA = "data_base64";

  private final JsonNode envelope;

  private StructuredCloudEvent(JsonNode envelope) {
    this.envelope = envelope;
  }

  /**
   * Reads an envelope; what it holds is not looked at yet.
   *
   * @throws InvalidEventException if it is no envelope of version 1.0 with data
   */
  public static StructuredCloudEvent of(byte @Nullable [] json) {
    JsonNode envelope = EventJson.tree(json);
    requireVersion(envelope.get(SPEC_VERSION));
    if (envelope.hasNonNull(BINARY_DATA) == envelope.hasNonNull(DATA)) {
      throw new InvalidEventException(
          DATA, envelope.hasNonNull(DATA) ? "is given twice" : "is missing");
    }
    return new StructuredCloudEvent(envelope);
  }

  /**
   * An attribute of the envelope.
   *
   * @throws InvalidEventException if it is there and no text
   */
  public Optional<String> attribute(String name) {
    JsonNode value = envelope.get(name);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw new InvalidEventException(name, "must be text");
    }
    return Optional.of(value.textValue());
  }

  /**
   * The event inside.
   *
   * @throws InvalidEventException naming the field from {@code data.} or {@code data_base64.} on
   */
  public <E extends Event> E read(EventReader<E> reader) {
    return envelope.hasNonNull(BINARY_DATA)
        ? binary(reader::read)
        : inside(DATA, () -> reader.convert(envelope.get(DATA)));
  }

  private <E> E binary(Function<byte[], E> read) {
    JsonNode text = envelope.get(BINARY_DATA);
    if (!text.isTextual()) {
      throw new InvalidEventException(BINARY_DATA, "must be text");
    }
    return inside(BINARY_DATA, () -> read.apply(decoded(text.textValue())));
  }

  /**
   * Whether the content type claims that the value is such an envelope.
   *
   * @throws InvalidEventException if it claims one in another format, or several in one
   */
  static boolean isClaimedBy(Headers headers) {
    String mediaType = mediaType(headers);
    if (!mediaType.startsWith(ANY_FORMAT)) {
      return false;
    }
    if (!mediaType.equals(JSON_FORMAT)) {
      throw new InvalidEventException(
          CONTENT_TYPE, "must be " + JSON_FORMAT + " of the CloudEvents formats, is " + mediaType);
    }
    return true;
  }

  /** Lower case and without parameters; empty if there is none. */
  private static String mediaType(Headers headers) {
    Header header = headers.lastHeader(CONTENT_TYPE);
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), UTF_8).split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  static <E> E read(Class<E> type, byte @Nullable [] json) {
    StructuredCloudEvent event = of(json);
    return event.envelope.hasNonNull(BINARY_DATA)
        ? event.binary(bytes -> EventJson.read(type, bytes))
        : inside(DATA, () -> EventJson.convert(type, event.envelope.get(DATA)));
  }

  private static void requireVersion(@Nullable JsonNode version) {
    if (version == null) {
      throw new InvalidEventException(SPEC_VERSION, "is missing");
    }
    if (!version.isTextual() || !version.textValue().equals("1.0")) {
      throw new InvalidEventException(SPEC_VERSION, "must be \"1.0\", is " + version);
    }
  }

  private static byte[] decoded(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException notBase64) {
      throw new InvalidEventException(BINARY_DATA, "is not base64: " + notBase64.getMessage());
    }
  }

  /** Says of a complaint about the event where in the envelope that is. */
  private static <E> E inside(String field, Supplier<E> event) {
    try {
      return event.get();
    } catch (InvalidEventException refused) {
      throw refused.field().equals(EventJson.WHOLE) || refused.field().equals(field)
          ? new InvalidEventException(field, refused.reason())
          : refused.within(field);
    }
  }
}
