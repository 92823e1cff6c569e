package io.millrace.events.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.events.EventSchema;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Values of just as many characters, samples or entries as some limit says, or one more or less.
 */
final class SizeMutations {

  /** So that not each is as large as it may be, which takes time. */
  private static final List<Integer> FEW = List.of(1, 2, 3, 5, 8);

  private static final int MOST_LARGE_ARRAYS = 8;
  private static final int MOST_COPIED = 16; // characters or elements of a value

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private SizeMutations() {}

  static List<Mutation> all() {
    List<Integer> characters = around("maxLength");
    return List.of(
        sized("a text at a limit", 8, JsonNode::isTextual, characters, SizeMutations::text),
        sized("a name at a limit", 4, JsonNode::isObject, characters, SizeMutations::named),
        sized(
            "entries at a limit",
            4,
            JsonNode::isObject,
            around("maxProperties"),
            SizeMutations::entries),
        samples(Stream.concat(FEW.stream(), around("maxItems").stream()).toList()));
  }

  /** None, and about each limit that the schemas have under this keyword. */
  private static List<Integer> around(String keyword) {
    TreeSet<Integer> sizes = new TreeSet<>(List.of(0));
    for (EventSchema schema : EventSchema.all()) {
      for (JsonNode limit : Tree.of(schema.json()).orElseThrow().findValues(keyword)) {
        sizes.addAll(List.of(limit.intValue() - 1, limit.intValue(), limit.intValue() + 1));
      }
    }
    return List.copyOf(sizes);
  }

  private interface Resize {
    JsonNode apply(JsonNode old, int size);
  }

  private static Mutation sized(
      String name, int share, Predicate<JsonNode> like, List<Integer> sizes, Resize resize) {
    return Tree.mutation(
        name,
        share,
        (event, random) -> {
          List<Place> places = Place.in(event, like);
          if (!places.isEmpty()) {
            Place place = places.get(random.nextInt(places.size()));
            place.set(resize.apply(place.value(), one(sizes, random)));
          }
        });
  }

  /** Of all channels alike, for otherwise their lengths differ too. */
  private static Mutation samples(List<Integer> sizes) {
    return Tree.mutation(
        "samples at a limit",
        1,
        (event, random) -> {
          List<Place> places = Place.in(event, JsonNode::isArray);
          ArrayNode samples = NODES.arrayNode();
          for (int n = one(places.size() > MOST_LARGE_ARRAYS ? FEW : sizes, random); n > 0; n--) {
            samples.add(0.5);
          }
          places.forEach(place -> place.set(samples));
        });
  }

  private static int one(List<Integer> sizes, Random random) {
    return sizes.get(random.nextInt(sizes.size()));
  }

  private static JsonNode text(JsonNode old, int size) {
    return NODES.textNode("x".repeat(size));
  }

  private static JsonNode named(JsonNode old, int size) {
    return NODES.objectNode().set("x".repeat(size), entry(old));
  }

  private static JsonNode entries(JsonNode old, int size) {
    ObjectNode entries = NODES.objectNode();
    for (int i = 0; i < size; i++) {
      entries.set("x" + i, entry(old));
    }
    return entries;
  }

  /** Of the type that the object has had, and small, since there may be many of it. */
  private static JsonNode entry(JsonNode old) {
    JsonNode first = old.isEmpty() ? NODES.textNode("1") : old.elements().next();
    if (first.isTextual() && first.textValue().length() > MOST_COPIED) {
      return NODES.textNode("x");
    }
    return first.size() > MOST_COPIED ? NODES.arrayNode().add(0.5) : first;
  }
}
