package io.millrace.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All in which a record's reader and its schema may differ: what JSON Schema cannot say. Another
 * page of the documentation has this list too: {@code docs/ingest.md}.
 */
enum Unsayable {
  A_FIELD_TWICE(
      "series", "{'series':'s','at':TIME,'values':{'a':1,'a':2}}", Unsayable::hasAFieldTwice),
  SOMETHING_AFTER_THE_END(
      "series", "{'series':'s','at':TIME,'values':{}} {}", Unsayable::somethingFollows),
  CHANNELS_OF_DIFFERENT_LENGTHS(
      "sensor",
      "{'id':'1','sensor':'s','at':TIME,'rateHz':1,'channels':{'x':[1],'y':[1,2]}}",
      refused("samples as the first channel")),
  /** A schema counts them once, Java twice. */
  CHARACTERS_BEYOND_THE_BASIC_PLANE(
      "text",
      "{'id':'" + "😀".repeat(129) + "','source':'s','at':TIME,'text':'x'}",
      about(Unsayable::isLongForItsPairs, " characters, has ")),
  HALF_A_SURROGATE_PAIR(
      "text", "{'id':'\\ud800','source':'s','at':TIME,'text':'x'}", refused("half a surrogate")),
  /** 2.0 is an integer to a schema. */
  A_WHOLE_NUMBER_WITH_POINT_OR_EXPONENT(
      "series",
      "{'series':'s','at':TIME,'revision':2.0,'values':{}}",
      about(JsonNode::isBigDecimal, "must be a whole number")),
  /** A schema compares exactly, a record what a double holds. */
  A_NUMBER_THAT_ROUNDING_MOVES_ACROSS_A_LIMIT(
      "sensor",
      "{'id':'1','sensor':'s','at':TIME,'rateHz':1e-400,'channels':{'x':[1]}}",
      Unsayable::isMovedByRounding),
  A_NUMBER_OF_OVER_1000_DIGITS(
      "series",
      "{'series':'s','at':TIME,'values':{'a':0." + "1".repeat(1_001) + "}}",
      refused("exceeds the maximum allowed (1000")),
  /** On the first and last days of the years 1 to 9999. */
  AN_OFFSET_OR_MIDNIGHT_ACROSS_THE_BORDER(
      "series",
      "{'series':'s','at':'9999-12-31T23:30:00-01:00','values':{}}",
      Unsayable::isAtTheBorder);

  private static final Pattern BORDER =
      Pattern.compile(
          "(?:[+]?0*000[01]|[+]?0*9999|[+]0*10000)-(?:12-31|01-01)[Tt](?:24.*|.*[+-].*)");

  private final String kind;
  private final String example;
  private final Predicate<Difference> explains;

  Unsayable(String kind, String example, Predicate<Difference> explains) {
    this.kind = kind;
    this.example = example.replace("TIME", "'2026-01-31T12:00:00Z'").replace('\'', '"');
    this.explains = explains;
  }

  /** An event on which the two differ for this reason. */
  String example() {
    return example;
  }

  String kind() {
    return kind;
  }

  boolean explains(Difference difference) {
    return explains.test(difference);
  }

  /**
   * Bytes that only one of the two takes.
   *
   * @param refusal by the record; null if it is the schema that refuses
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Difference(byte[] bytes, JsonNode tree, @Nullable InvalidEventException refusal) {

    boolean hasValue(Predicate<JsonNode> wanted) {
      List<JsonNode> left = new ArrayList<>(List.of(tree));
      for (int i = 0; i < left.size(); i++) {
        left.get(i).forEach(left::add);
        left.get(i).fieldNames().forEachRemaining(name -> left.add(TextNode.valueOf(name)));
      }
      return left.stream().anyMatch(wanted);
    }
  }

  private static Predicate<Difference> refused(String reason) {
    return difference ->
        difference.refusal() != null && difference.refusal().reason().contains(reason);
  }

  /** Refused so, and there is such a value. */
  private static Predicate<Difference> about(Predicate<JsonNode> value, String reason) {
    return refused(reason).and(difference -> difference.hasValue(value));
  }

  private static boolean hasAFieldTwice(Difference difference) {
    return difference.refusal() != null && SchemaJudge.hasAFieldTwice(difference.bytes());
  }

  private static boolean somethingFollows(Difference difference) {
    return difference.refusal() != null
        && difference.refusal().field().equals(EventJson.WHOLE)
        && SchemaJudge.hasMoreThanOneValue(difference.bytes());
  }

  private static boolean isLongForItsPairs(JsonNode value) {
    String text = value.isTextual() ? value.textValue() : "";
    return text.codePointCount(0, text.length()) < text.length();
  }

  private static boolean isMovedByRounding(Difference difference) {
    return difference.refusal() == null
        ? difference.hasValue(Unsayable::roundsToTheLargest)
        : about(Unsayable::roundsToNothing, "must be greater than 0").test(difference);
  }

  private static boolean roundsToTheLargest(JsonNode value) {
    return value.isNumber()
        && Math.abs(value.doubleValue()) == Double.MAX_VALUE
        && value.decimalValue().abs().compareTo(BigDecimal.valueOf(Double.MAX_VALUE)) > 0;
  }

  private static boolean roundsToNothing(JsonNode value) {
    return value.isNumber() && value.decimalValue().signum() > 0 && value.doubleValue() == 0;
  }

  private static boolean isAtTheBorder(Difference difference) {
    return (difference.refusal() == null
            || difference.refusal().reason().startsWith("must lie in the years"))
        && difference.hasValue(value -> BORDER.matcher(value.asText()).matches());
  }
}
