package io.millrace.events.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Random;

/** An event as a tree of which any leaf may be any bytes. */
final class Tree {

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              com.fasterxml.jackson.core.JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNumberLength(10_000).build())
                  .build())
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private Tree() {}

  /** What is done to a tree. */
  interface Change {
    void apply(ObjectNode event, Random random);
  }

  /** The change, or none where the bytes are no object any more. */
  static Mutation mutation(String name, int share, Change change) {
    return new Mutation(
        name,
        share,
        (event, random) ->
            of(event)
                .map(
                    tree -> {
                      change.apply(tree, random);
                      return bytes(tree);
                    })
                .orElse(event));
  }

  static Optional<ObjectNode> of(byte[] event) {
    try {
      return MAPPER.readTree(event) instanceof ObjectNode object
          ? Optional.of(object)
          : Optional.empty();
    } catch (IOException | NumberFormatException broken) { // the latter of an exponent beyond any
      return Optional.empty();
    }
  }

  static byte[] bytes(JsonNode tree) {
    try {
      return MAPPER.writeValueAsBytes(tree);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** A leaf that is written as it is. */
  static JsonNode raw(String json) {
    return JsonNodeFactory.instance.rawValueNode(new RawValue(json));
  }
}
