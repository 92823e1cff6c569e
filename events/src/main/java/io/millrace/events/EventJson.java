package io.millrace.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.TokenFilter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.module.blackbird.BlackbirdModule;
import jakarta.annotation.Nullable;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The JSON of events. Reading is strict: an unknown or repeated field, text for a number, a number
 * for a time, or anything after the end is refused, and the refusal names the field.
 *
 * <p>Thread-safe.
 */
public final class EventJson {

  /** The field of a complaint about the bytes as a whole. */
  static final String WHOLE = "json";

  private static final JsonMapper MAPPER = mapper();

  private EventJson() {}

  /** What nests deeper than any event does is refused before it is read. */
  private static final int NESTING_LIMIT = 64;

  private static JsonMapper mapper() {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(NESTING_LIMIT).build())
            .build();
    JsonMapper.Builder builder =
        JsonMapper.builder(factory)
            .addModule(new BlackbirdModule())
            .addModule(new IsoTimes())
            .addModule(new ExactNames())
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
    return builder
        .injectableValues(new EventReader.Ids(() -> null))
        .withCoercionConfigDefaults( // else " " is null where a number may be
            config ->
                config
                    .setAcceptBlankAsEmpty(false)
                    .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
        .withCoercionConfig(
            LogicalType.Textual,
            config ->
                config
                    .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
        .build();
  }

  /**
   * Reads one event.
   *
   * @throws InvalidEventException naming the field and what is wrong with it; the field is {@code
   *     json} if the bytes are no JSON object at all
   */
  public static <E> E read(Class<E> type, @Nullable byte[] json) {
    return required(parsed(json, bytes -> MAPPER.readValue(bytes, type)));
  }

  /**
   * As {@link #read(Class, byte[])}, of what is left of the object by a filter; numbers that it
   * leaves out are never parsed.
   */
  public static <E> E read(Class<E> type, @Nullable byte[] json, TokenFilter kept) {
    return required(
        parsed(
            json,
            bytes ->
                MAPPER.readValue(
                    new FilteringParserDelegate(
                        MAPPER.createParser(bytes),
                        kept,
                        TokenFilter.Inclusion.INCLUDE_ALL_AND_PATH,
                        true),
                    type)));
  }

  static ObjectReader reader(Class<?> type) {
    return MAPPER.readerFor(type);
  }

  /**
   * Any JSON object; of its contents nothing is checked yet.
   *
   * @throws InvalidEventException if it is none
   */
  public static JsonNode tree(@Nullable byte[] json) {
    JsonNode tree = parsed(json, MAPPER::readTree);
    if (tree == null || !tree.isObject()) {
      throw new InvalidEventException(WHOLE, "must be an object");
    }
    return tree;
  }

  /** As {@link #read}, of what was parsed before. */
  static <E> E convert(Class<E> type, JsonNode tree) {
    return required(explained(() -> MAPPER.treeToValue(tree, type)));
  }

  interface Parser<T> {
    @Nullable T parse(byte[] json) throws IOException;
  }

  interface Reading<T> {
    @Nullable T read() throws IOException;
  }

  @Nullable static <T> T parsed(@Nullable byte[] json, Parser<T> parser) {
    if (json == null || json.length == 0) {
      throw new InvalidEventException(WHOLE, "is empty");
    }
    return explained(() -> parser.parse(json));
  }

  /** What Jackson complains about, as a complaint about the event. */
  @Nullable static <T> T explained(Reading<T> reading) {
    try {
      return reading.read();
    } catch (JsonProcessingException refused) {
      throw Refusals.explain(refused);
    } catch (IOException notText) {
      throw new InvalidEventException(WHOLE, "is not UTF-8: " + notText.getMessage());
    }
  }

  static <E> E required(@Nullable E event) {
    if (event == null) {
      throw new InvalidEventException(WHOLE, "must be an object, is null");
    }
    return event;
  }

  /** The event in UTF-8. */
  public static byte[] write(Object event) {
    try {
      return MAPPER.writeValueAsBytes(event);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(
          event.getClass().getSimpleName() + " cannot be written as JSON", impossible);
    }
  }
}
