package io.millrace.events;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Free-form evidence as JSON can carry it: read back, it equals what was written. */
final class Evidence {

  private Evidence() {}

  static Map<String, Object> copy(String field, @Nullable Map<String, ?> evidence) {
    return evidence == null ? Map.of() : object(field, evidence);
  }

  private static Map<String, Object> object(String field, Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(String.valueOf(key), value(field + "." + key, value)));
    return Collections.unmodifiableMap(copy);
  }

  private static Object value(String field, @Nullable Object value) {
    if (value instanceof String || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Number number) {
      return number(field, number);
    }
    if (value instanceof Instant || value instanceof Duration || value instanceof Enum) {
      return value.toString();
    }
    if (value instanceof Map<?, ?> map) {
      return object(field, map);
    }
    if (value instanceof Collection<?> values) {
      return list(field, values);
    }
    if (value instanceof double[] numbers) {
      return list(field, Arrays.stream(numbers).boxed().toList());
    }
    throw new InvalidEventException(
        field, "must be text, a number, true or false, a time, a list or an object");
  }

  /** Whole numbers as long, others as double, whichever type they came in. */
  private static Number number(String field, Number number) {
    boolean fraction = number instanceof Double || number instanceof Float;
    return fraction ? Double.valueOf(Check.finite(field, number.doubleValue())) : whole(number);
  }

  private static Number whole(Number number) {
    return number.longValue();
  }

  private static List<Object> list(String field, Collection<?> values) {
    List<Object> copy = new ArrayList<>();
    for (Object value : values) {
      copy.add(value(field + "[" + copy.size() + "]", value));
    }
    return Collections.unmodifiableList(copy);
  }
}
