package io.millrace.events.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Predicate;

/** Changes after which an event is JSON still, mostly. */
final class TreeMutations {

  private static final List<String> NAMES =
      List.of("", "id ", "Id", "__proto__", "$ref", "a.b", "naïve", "😀", "x".repeat(257), "at");
  private static final List<Integer> DEPTHS = List.of(2, 10, 998, 1_001, 20_000);

  private TreeMutations() {}

  static List<Mutation> all() {
    return List.of(
        Tree.mutation("unchanged", 1, (event, random) -> {}),
        Tree.mutation("a field dropped", 6, (event, random) -> any(event, random).remove()),
        Tree.mutation("a field renamed", 4, TreeMutations::rename),
        Tree.mutation("a field added", 4, TreeMutations::add),
        Tree.mutation("fields in another order", 2, TreeMutations::shuffle),
        Tree.mutation("null", 5, (event, random) -> any(event, random).set(Tree.raw("null"))),
        Tree.mutation(
            "another type",
            8,
            (event, random) -> any(event, random).set(Tree.raw(Odd.other(random)))),
        Tree.mutation(
            "an odd value",
            8,
            (event, random) -> any(event, random).set(Tree.raw(Odd.any(random)))),
        odd("an odd number", 10, JsonNode::isNumber, Odd::number),
        odd("an odd time", 10, TreeMutations::isTime, Odd::time),
        odd("an odd text", 8, JsonNode::isTextual, Odd::text),
        odd("a sample more", 3, JsonNode::isArray, random -> "[0.5,1]"),
        Tree.mutation("depth", 3, TreeMutations::deepen));
  }

  private interface Draw {
    String from(Random random);
  }

  /** Puts an odd value in the place of one that is like it. */
  private static Mutation odd(String name, int share, Predicate<JsonNode> like, Draw draw) {
    return Tree.mutation(
        name,
        share,
        (event, random) -> {
          List<Place> places = Place.in(event, like);
          if (!places.isEmpty()) {
            one(places, random).set(Tree.raw(draw.from(random)));
          }
        });
  }

  /** Any value; of an event that lost all, one that is put there for it. */
  private static Place any(ObjectNode event, Random random) {
    if (event.isEmpty()) {
      event.putNull("nothing");
    }
    return one(Place.in(event, value -> true), random);
  }

  private static Place one(List<Place> places, Random random) {
    return places.get(random.nextInt(places.size()));
  }

  private static boolean isTime(JsonNode value) {
    return value.isTextual() && value.textValue().matches("(?s)[-+]?\\d{4,}-.*");
  }

  private static void rename(ObjectNode event, Random random) {
    Place place = any(event, random);
    if (place instanceof Place.Field field) {
      field.rename(
          switch (random.nextInt(4)) {
            case 0 -> field.name().toUpperCase(Locale.ROOT);
            case 1 -> field.name() + "s";
            default -> NAMES.get(random.nextInt(NAMES.size()));
          });
    }
  }

  private static void add(ObjectNode event, Random random) {
    List<ObjectNode> objects = new ArrayList<>(List.of(event));
    Place.in(event, JsonNode::isObject).forEach(place -> objects.add((ObjectNode) place.value()));
    objects
        .get(random.nextInt(objects.size()))
        .set(NAMES.get(random.nextInt(NAMES.size())), Tree.raw(Odd.any(random)));
  }

  private static void shuffle(ObjectNode event, Random random) {
    ObjectNode copy = event.deepCopy();
    List<String> names = new ArrayList<>();
    copy.fieldNames().forEachRemaining(names::add);
    Collections.shuffle(names, random);
    event.removeAll();
    names.forEach(name -> event.set(name, copy.get(name)));
  }

  private static void deepen(ObjectNode event, Random random) {
    int depth = DEPTHS.get(random.nextInt(DEPTHS.size()));
    boolean objects = random.nextBoolean();
    String open = objects ? "{\"a\":" : "[";
    String close = objects ? "}" : "]";
    any(event, random).set(Tree.raw(open.repeat(depth) + "1" + close.repeat(depth)));
  }
}
