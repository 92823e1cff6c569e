package io.millrace.workbench.report;

import java.util.Collection;
import java.util.HashSet;

/** One wording for what is wrong with a part of a report. */
final class Checks {

  private Checks() {}

  static void check(boolean holds, String field, String expected, Object found) {
    if (!holds) {
      throw new IllegalArgumentException(field + ": expected " + expected + ", found " + found);
    }
  }

  static void text(String field, String value) {
    check(!value.isBlank(), field, "a text", "none");
  }

  static void some(String field, Collection<?> values) {
    check(!values.isEmpty(), field, "at least one", "none");
  }

  static void distinct(String field, Collection<?> values) {
    check(new HashSet<>(values).size() == values.size(), field, "no two alike", values);
  }

  static void length(String field, double[] values, int expected) {
    check(values.length == expected, field, expected + " numbers", values.length);
  }

  /** NaN is allowed: it says that nobody measured. */
  static void notNegative(String field, double value) {
    check(Double.isNaN(value) || value >= 0, field, "0 or more", value);
  }

  static void probability(String field, double value) {
    check(value > 0 && value < 1, field, "a probability inside (0, 1)", value);
  }
}
