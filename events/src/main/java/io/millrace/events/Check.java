package io.millrace.events;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The rules that several events share, each with its one wording. */
final class Check {

  static final int NAME_LIMIT = 256; // characters
  static final int ATTRIBUTES_LIMIT = 64;
  static final int ATTRIBUTE_VALUE_LIMIT = 8_192; // characters

  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private static final Duration MILLISECOND = Duration.ofMillis(1);
  private static final Duration CENTURY = Duration.ofDays(36_525);

  private Check() {}

  static <T> T present(String field, @Nullable T value) {
    if (value == null) {
      throw new InvalidEventException(field, "is missing");
    }
    return value;
  }

  /** An identifier, source, key or model name. */
  static String name(String field, @Nullable String value) {
    return text(field, value, NAME_LIMIT);
  }

  static String text(String field, @Nullable String value, int limit) {
    String text = present(field, value);
    int length = text.length();
    if (length < 1 || length > limit) {
      throw new InvalidEventException(
          field, "must have 1 to " + limit + " characters, has " + length);
    }
    return unicode(field, text);
  }

  /** Half a surrogate pair has no UTF-8: what is sent on would not be what was read. */
  private static String unicode(String field, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
          throw new InvalidEventException(
              field, "must be Unicode, has half a surrogate pair as character " + i);
        }
        i++;
      }
    }
    return text;
  }

  /** Years 1 to 9999, which every reader of ISO-8601 understands. */
  static Instant instant(String field, @Nullable Instant value) {
    Instant instant = present(field, value);
    if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
      throw new InvalidEventException(field, "must lie in the years 1 to 9999, is " + instant);
    }
    return instant;
  }

  static Duration positive(String field, @Nullable Duration value) {
    Duration duration = present(field, value);
    if (duration.isZero() || duration.isNegative()) {
      throw new InvalidEventException(field, "must be longer than zero, is " + duration);
    }
    return duration;
  }

  /** The resolution of event time. */
  static Duration milliseconds(String field, @Nullable Duration value) {
    Duration duration = present(field, value);
    if (duration.compareTo(MILLISECOND) < 0 || duration.compareTo(CENTURY) > 0) {
      throw new InvalidEventException(
          field, "must be at least 1 ms and at most 100 years, is " + duration);
    }
    return duration;
  }

  static Duration notNegative(String field, @Nullable Duration value) {
    Duration duration = present(field, value);
    if (duration.isNegative() || duration.compareTo(CENTURY) > 0) {
      throw new InvalidEventException(
          field, "must not be negative and at most 100 years, is " + duration);
    }
    return duration;
  }

  static double finite(String field, double value) {
    if (!Double.isFinite(value)) {
      throw new InvalidEventException(field, "must be a finite number, is " + value);
    }
    return value;
  }

  static @Nullable Double finiteIfPresent(String field, @Nullable Double value) {
    return value == null ? null : Double.valueOf(finite(field, value));
  }

  static long atLeast(String field, long value, long least) {
    if (value < least) {
      throw new InvalidEventException(field, "must be at least " + least + ", is " + value);
    }
    return value;
  }

  static long within(String field, long value, long least, long most) {
    if (value < least || value > most) {
      throw new InvalidEventException(field, "must be " + least + " to " + most + ", is " + value);
    }
    return value;
  }

  static @Nullable Double shareIfPresent(String field, @Nullable Double value) {
    if (value != null && !(value >= 0 && value <= 1)) {
      throw new InvalidEventException(field, "must lie between 0 and 1, is " + value);
    }
    return value;
  }

  /** A copy; every sample finite. */
  static double[] samples(String field, double @Nullable [] values, int limit) {
    double[] copy = present(field, values).clone();
    size(field, copy.length, 1, limit, "numbers");
    for (int i = 0; i < copy.length; i++) {
      if (!Double.isFinite(copy[i])) {
        finite(field + "[" + i + "]", copy[i]);
      }
    }
    return copy;
  }

  static void size(String field, int size, int least, int most, String what) {
    if (size < least || size > most) {
      throw new InvalidEventException(
          field, "must have " + least + " to " + most + " " + what + ", has " + size);
    }
  }

  static Map<String, String> attributes(
      String field, @Nullable Map<String, ? extends @Nullable String> map) {
    if (map == null) {
      return Map.of();
    }
    size(field, map.size(), 0, ATTRIBUTES_LIMIT, "entries");
    return entries(field, map, Check::attribute);
  }

  private static String attribute(String field, @Nullable String value) {
    String text = present(field, value);
    if (text.length() > ATTRIBUTE_VALUE_LIMIT) {
      throw new InvalidEventException(
          field,
          "must have at most " + ATTRIBUTE_VALUE_LIMIT + " characters, has " + text.length());
    }
    return unicode(field, text);
  }

  /** Finite numbers by name; a null value is left out, for it means missing. */
  static Map<String, Double> numbers(
      String field, @Nullable Map<String, ? extends @Nullable Double> map, int limit) {
    Map<String, @Nullable Double> copy = new LinkedHashMap<>(present(field, map));
    size(field, copy.size(), 0, limit, "entries");
    copy.keySet().forEach(key -> name(field + " key", key));
    copy.values().removeIf(value -> value == null);
    return entries(
        field, copy, (at, value) -> value == null ? Double.NaN : finite(at, value.doubleValue()));
  }

  /** A copy in the order given, with every key a name and every value checked. */
  static <V, W> Map<String, W> entries(
      String field, @Nullable Map<String, V> map, BiFunction<String, V, W> check) {
    Map<String, W> copy = new LinkedHashMap<>();
    present(field, map)
        .forEach(
            (key, value) ->
                copy.put(name(field + " key", key), check.apply(field + "." + key, value)));
    return Collections.unmodifiableMap(copy);
  }

  /** Of an event that a model read: {@code text} or {@code sensor}. */
  static String kind(String field, @Nullable String value) {
    String kind = present(field, value);
    if (!kind.equals("text") && !kind.equals("sensor")) {
      throw new InvalidEventException(field, "must be text or sensor, is " + kind);
    }
    return kind;
  }

  static <T> List<T> optionalList(String field, @Nullable List<T> values, int limit) {
    List<T> copy = values == null ? List.of() : list(field, values);
    size(field, copy.size(), 0, limit, "entries");
    return copy;
  }

  static <T> List<T> list(String field, @Nullable List<T> values) {
    for (T value : present(field, values)) {
      present(field, value);
    }
    return List.copyOf(values);
  }
}
