package io.millrace.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents 1.0 in structured mode: the value is an envelope in JSON, with the event inside. Of
 * the envelope only {@code specversion} and the data are looked at, for an event of ours says by
 * itself what the other attributes say.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md">JSON
 *     event format</a>
 */
final class StructuredCloudEvent {

  private static final String CONTENT_TYPE = "content-type";
  private static final String ANY_FORMAT = "application/cloudevents";
  private static final String JSON_FORMAT = "application/cloudevents+json";
  private static final String SPEC_VERSION = "specversion";
  private static final String DATA = "data";
  private static final String BINARY_DATA = "data_base64";

  private StructuredCloudEvent() {}

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
    JsonNode envelope = EventJson.tree(json);
    requireVersion(envelope.get(SPEC_VERSION));
    boolean binary = present(envelope, BINARY_DATA);
    if (binary == present(envelope, DATA)) {
      throw new InvalidEventException(DATA, binary ? "is given twice" : "is missing");
    }
    return binary
        ? binary(type, envelope.get(BINARY_DATA))
        : inside(DATA, () -> EventJson.convert(type, envelope.get(DATA)));
  }

  private static boolean present(JsonNode envelope, String field) {
    return envelope.hasNonNull(field);
  }

  private static void requireVersion(@Nullable JsonNode version) {
    if (version == null) {
      throw new InvalidEventException(SPEC_VERSION, "is missing");
    }
    if (!version.isTextual() || !version.textValue().equals("1.0")) {
      throw new InvalidEventException(SPEC_VERSION, "must be \"1.0\", is " + version);
    }
  }

  private static <E> E binary(Class<E> type, JsonNode text) {
    if (!text.isTextual()) {
      throw new InvalidEventException(BINARY_DATA, "must be text");
    }
    return inside(BINARY_DATA, () -> EventJson.read(type, decoded(text.textValue())));
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
