package io.millrace.events.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Where in a tree a value stands. */
sealed interface Place {

  JsonNode value();

  void set(JsonNode value);

  void remove();

  /** All of a tree whose value is wanted, from the top down. */
  static List<Place> in(JsonNode tree, Predicate<JsonNode> wanted) {
    List<Place> places = new ArrayList<>();
    collect(tree, wanted, places);
    return places;
  }

  private static void collect(JsonNode tree, Predicate<JsonNode> wanted, List<Place> places) {
    List<Place> children = new ArrayList<>();
    if (tree instanceof ObjectNode object) {
      object.fieldNames().forEachRemaining(name -> children.add(new Field(object, name)));
    } else if (tree instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        children.add(new Element(array, i));
      }
    }
    children.stream().filter(place -> wanted.test(place.value())).forEach(places::add);
    children.forEach(place -> collect(place.value(), wanted, places));
  }

  record Field(ObjectNode object, String name) implements Place {

    @Override
    public JsonNode value() {
      return object.get(name);
    }

    @Override
    public void set(JsonNode value) {
      object.set(name, value);
    }

    @Override
    public void remove() {
      object.remove(name);
    }

    /** Keeps its place among the others. */
    void rename(String other) {
      ObjectNode copy = object.deepCopy();
      object.removeAll();
      copy.fields()
          .forEachRemaining(
              field ->
                  object.set(
                      field.getKey().equals(name) ? other : field.getKey(), field.getValue()));
    }
  }

  record Element(ArrayNode array, int index) implements Place {

    @Override
    public JsonNode value() {
      return array.get(index);
    }

    @Override
    public void set(JsonNode value) {
      array.set(index, value);
    }

    @Override
    public void remove() {
      array.remove(index);
    }
  }
}
