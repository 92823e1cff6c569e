package io.millrace.serving;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One wording for what is wrong with a field of a manifest. */
public final class Fields {

  private Fields() {}

  public static void check(boolean holds, String field, String expected, @Nullable Object found) {
    if (!holds) {
      throw new IllegalArgumentException(
          field + ": expected " + expected + ", found " + (found == null ? "nothing" : found));
    }
  }

  /** Names become folder names and record fields, so they are plain. */
  public static void name(String field, @Nullable String value) {
    check(
        value != null && value.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,127}"),
        field,
        "1 to 128 letters, digits, dots, dashes or underscores, a letter or digit first",
        value);
  }

  public static <E> List<E> list(@Nullable List<E> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  public static Map<String, Object> map(@Nullable Map<String, Object> map) {
    return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  public static List<Double> numbers(String field, @Nullable List<Double> numbers) {
    boolean complete = numbers != null && numbers.stream().noneMatch(Objects::isNull);
    check(complete, field, "numbers", numbers);
    for (double each : list(numbers)) {
      check(Double.isFinite(each), field, "finite numbers", each);
    }
    return list(numbers);
  }

  public static Map<String, Double> probabilities(String field, @Nullable Map<String, Double> map) {
    Map<String, Double> copy = new LinkedHashMap<>(map == null ? Map.of() : map);
    copy.forEach(
        (name, value) ->
            check(
                value != null && value >= 0 && value <= 1,
                field + "." + name,
                "a probability from 0 to 1",
                value));
    return Collections.unmodifiableMap(copy);
  }

  public static void distinct(String field, List<String> names, int atLeast) {
    check(names.size() >= atLeast, field, "at least " + atLeast + " name(s)", names.size());
    check(new HashSet<>(names).size() == names.size(), field, "distinct names", names);
    check(names.stream().noneMatch(String::isBlank), field, "names that are not blank", names);
  }

  public static List<Double> boxed(double[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }
}
