package io.millrace.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Proves, keyword by keyword, that a schema takes whatever an earlier one took. What it does not
 * understand must not have changed: it may complain about a change that breaks nothing, and is
 * never silent about one that might.
 */
final class SchemaChange {

  private static final Set<String> SAYS_NOTHING_OF_VALIDITY =
      Set.of("$id", "$comment", "title", "description", "default", "examples", "format");
  private static final Set<String> MOST =
      Set.of("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties");
  private static final Set<String> LEAST =
      Set.of("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties");

  /** Beside limits; without another keyword, one beside it might refuse more. */
  private static final Set<String> ONLY_REFUSE =
      Set.of("type", "enum", "const", "required", "pattern", "uniqueItems", "multipleOf", "not");

  private final List<String> breaks = new ArrayList<>();

  private SchemaChange() {}

  /**
   * @return what could refuse an event that the released schema takes, each by its JSON pointer;
   *     empty if nothing could
   */
  static List<String> breaks(JsonNode released, JsonNode current) {
    SchemaChange change = new SchemaChange();
    change.compare("", released, current);
    return change.breaks;
  }

  private void compare(String at, JsonNode released, JsonNode current) {
    if (current.equals(released) || isFalse(released) || isTrue(current)) {
      return;
    }
    if (!current.isObject()) {
      breaks.add(at + " is " + current);
      return;
    }
    for (String keyword : keywords(released, current)) {
      compare(at, keyword, released.get(keyword), current.get(keyword), released, current);
    }
  }

  private static Set<String> keywords(JsonNode released, JsonNode current) {
    Set<String> keywords = new TreeSet<>();
    released.fieldNames().forEachRemaining(keywords::add);
    current.fieldNames().forEachRemaining(keywords::add);
    keywords.removeAll(SAYS_NOTHING_OF_VALIDITY);
    return keywords;
  }

  private void compare(
      String at,
      String keyword,
      @Nullable JsonNode before,
      @Nullable JsonNode now,
      JsonNode released,
      JsonNode current) {
    String here = at + "/" + keyword;
    if (keyword.equals("properties")) {
      properties(here, released, current);
    } else if (keyword.equals("additionalProperties")
        || keyword.equals("propertyNames")
        || keyword.equals("items")) {
      compare(here, orAnything(before), orAnything(now));
    } else if (now == null ? !onlyRefuses(keyword) : !isWider(keyword, before, now)) {
      breaks.add(here + " was " + before + ", is " + now);
    }
  }

  /** A field that one of the two does not name is for its {@code additionalProperties}. */
  private void properties(String at, JsonNode released, JsonNode current) {
    Set<String> names = new TreeSet<>();
    released.path("properties").fieldNames().forEachRemaining(names::add);
    current.path("properties").fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      compare(at + "/" + name, ofField(name, released), ofField(name, current));
    }
  }

  private static JsonNode ofField(String name, JsonNode schema) {
    JsonNode own = schema.path("properties").get(name);
    return own == null ? orAnything(schema.get("additionalProperties")) : own;
  }

  private static JsonNode orAnything(@Nullable JsonNode schema) {
    return schema == null ? BooleanNode.TRUE : schema;
  }

  private static boolean isTrue(JsonNode schema) {
    return schema.isBoolean() && schema.booleanValue();
  }

  private static boolean isFalse(JsonNode schema) {
    return schema.isBoolean() && !schema.booleanValue();
  }

  private static boolean onlyRefuses(String keyword) {
    return ONLY_REFUSE.contains(keyword) || MOST.contains(keyword) || LEAST.contains(keyword);
  }

  /**
   * @param before null where there was no limit
   */
  private static boolean isWider(String keyword, @Nullable JsonNode before, JsonNode now) {
    if (keyword.equals("required")) {
      return before == null ? now.isEmpty() : elements(before).containsAll(elements(now));
    }
    if (before == null) {
      return false;
    }
    if (keyword.equals("type") || keyword.equals("enum")) {
      return elements(now).containsAll(elements(before));
    }
    if (MOST.contains(keyword) || LEAST.contains(keyword)) {
      int sign = now.decimalValue().compareTo(before.decimalValue());
      return MOST.contains(keyword) ? sign >= 0 : sign <= 0;
    }
    return now.equals(before);
  }

  private static Set<JsonNode> elements(JsonNode oneOrMore) {
    Set<JsonNode> elements = new HashSet<>();
    if (oneOrMore.isArray()) {
      oneOrMore.forEach(elements::add);
    } else {
      elements.add(oneOrMore);
    }
    return elements;
  }
}
