package io.millrace.serving;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * System properties of one prefix; a blank one is as good as none.
 *
 * @param source the value of a property, or null
 */
record SystemProperties(String prefix, UnaryOperator<@Nullable String> source) {

  /** A number of threads. */
  int threads(String name, int otherwise) {
    String digits = "[1-9]\\d{0,3}";
    return Integer.parseInt(
        matching(name, Integer.toString(otherwise), digits, "a number of threads from 1 to 9999"));
  }

  /**
   * @param expected for the message, where the value does not match
   */
  String matching(String name, String otherwise, String pattern, String expected) {
    String value = source.apply(prefix + name);
    if (value == null || value.isBlank()) {
      return otherwise;
    }
    if (!value.matches(pattern)) {
      throw new IllegalArgumentException(
          prefix + name + ": expected " + expected + ", found " + value);
    }
    return value;
  }
}
