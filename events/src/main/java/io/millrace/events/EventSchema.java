package io.millrace.events;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * The JSON Schema (2020-12) of an event that comes in, as others read it. It is generated from the
 * record, agrees with {@link EventJson#read} but for what a schema cannot say, and within a version
 * only ever takes more than before.
 *
 * @param kind {@code text}, {@code sensor} or {@code series}
 * @param version a new one where an event that was valid no longer is
 * @see <a href="https://json-schema.org/draft/2020-12">JSON Schema 2020-12</a>
 */
public record EventSchema(String kind, String version) {

  public static final String MEDIA_TYPE = "application/schema+json";

  private static final List<EventSchema> ALL =
      List.of(
          new EventSchema("text", "v1"),
          new EventSchema("sensor", "v1"),
          new EventSchema("series", "v1"));

  /** Every version of every kind. */
  public static List<EventSchema> all() {
    return ALL;
  }

  public static Optional<EventSchema> of(String kind, String version) {
    return Optional.of(new EventSchema(kind, version)).filter(ALL::contains);
  }

  /** The {@code $id}, which stays wherever the schema is served from. */
  public String id() {
    return "urn:millrace:schemas:" + kind + ":" + version;
  }

  /** Where it is served, from the root. */
  public String path() {
    return "/schemas/" + kind + "/" + version;
  }

  /** The schema in UTF-8. */
  public byte[] json() {
    try (InputStream resource = EventSchema.class.getResourceAsStream(path() + ".json")) {
      if (resource == null) {
        throw new IllegalStateException(path() + ".json is not on the class path");
      }
      return resource.readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException(path() + ".json cannot be read", broken);
    }
  }
}
