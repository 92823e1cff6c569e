package io.millrace.benchmarks.forecast;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * What two runs said of the same readings.
 *
 * @param said by the run that was not disturbed
 * @param missing of these in the other
 * @param surplus in the other
 * @param unequal as JSON
 * @param furthest two numbers of the unequal ones lie apart, relative to the larger; infinite where
 *     they differ in more than numbers
 * @param first identity of the first that is missing or unequal; empty if there is none
 */
record Agreement(int said, int missing, int surplus, int unequal, double furthest, String first) {

  /** Says how a batch was run, and is not part of what was computed. */
  private static final String SHAPE = "shape";

  /** A mean of errors of either sign: its own size says nothing of its precision. */
  private static final String BIAS = "bias";

  static Agreement of(SeriesAccount undisturbed, SeriesAccount other) {
    int missing = 0;
    int unequal = 0;
    double furthest = 0;
    String first = "";
    for (Map.Entry<String, String> each : undisturbed.said().entrySet()) {
      String found = other.said().get(each.getKey());
      first = first.isEmpty() && !each.getValue().equals(found) ? each.getKey() : first;
      if (found == null) {
        missing++;
      } else if (!found.equals(each.getValue())) {
        unequal++;
        JsonNode expected = SeriesAccount.tree(each.getValue());
        furthest = Math.max(furthest, apart(expected, SeriesAccount.tree(found)));
      }
    }
    int surplus = other.said().size() - (undisturbed.said().size() - missing);
    return new Agreement(undisturbed.said().size(), missing, surplus, unequal, furthest, first);
  }

  /** Nothing is missing, and nothing more was said. */
  boolean isComplete() {
    return missing == 0 && surplus == 0;
  }

  private static double apart(JsonNode one, JsonNode other) {
    if (one.isNumber() && other.isNumber()) {
      return apart(one.asDouble(), other.asDouble(), 0);
    }
    if (one.isArray() && other.isArray() && one.size() == other.size()) {
      double furthest = 0;
      for (int i = 0; i < one.size(); i++) {
        furthest = Math.max(furthest, apart(one.get(i), other.get(i)));
      }
      return furthest;
    }
    return one.isObject() && other.isObject()
        ? ofObjects(one, other)
        : one.equals(other) ? 0 : Double.POSITIVE_INFINITY;
  }

  private static double ofObjects(JsonNode one, JsonNode other) {
    TreeSet<String> names = names(one);
    if (!names.equals(names(other))) {
      return Double.POSITIVE_INFINITY;
    }
    double furthest = 0;
    for (String name : names) {
      double each =
          name.equals(BIAS)
              ? apart(one.get(name).asDouble(), other.get(name).asDouble(), scale(one))
              : apart(one.get(name), other.get(name));
      furthest = Math.max(furthest, each);
    }
    return furthest;
  }

  /** The size of the errors whose mean a bias is. */
  private static double scale(JsonNode score) {
    return score.path("mae").asDouble();
  }

  private static double apart(double one, double other, double scale) {
    double larger = Math.max(scale, Math.max(Math.abs(one), Math.abs(other)));
    return larger == 0 ? 0 : Math.abs(one - other) / larger;
  }

  private static TreeSet<String> names(JsonNode object) {
    TreeSet<String> names = new TreeSet<>();
    for (Iterator<String> each = object.fieldNames(); each.hasNext(); ) {
      names.add(each.next());
    }
    names.remove(SHAPE);
    return names;
  }

  @Override
  public String toString() {
    return String.format(
            Locale.ROOT,
            "%,d said: %,d missing, %,d more, %,d unequal%s",
            said,
            missing,
            surplus,
            unequal,
            unequal == 0 ? "" : String.format(Locale.ROOT, " by at most %.1e", furthest))
        + (first.isEmpty() ? "" : ", the first at " + first);
  }
}
