package io.millrace.events;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns what Jackson says into a sentence about a field. */
final class Refusals {

  private Refusals() {}

  static InvalidEventException explain(JsonProcessingException refused) {
    if (refused instanceof JsonMappingException mapping) {
      return explain(mapping);
    }
    return notJson(refused);
  }

  private static InvalidEventException explain(JsonMappingException refused) {
    String path = path(refused);
    for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
      if (cause instanceof InvalidEventException invalid) {
        return invalid.within(path);
      }
      if (cause instanceof JsonProcessingException parse
          && !(cause instanceof JsonMappingException)) {
        return notJson(parse);
      }
    }
    return new InvalidEventException(path.isEmpty() ? "json" : path, reason(refused));
  }

  private static InvalidEventException notJson(JsonProcessingException refused) {
    JsonLocation at = refused.getLocation();
    String where = at == null ? "" : " at byte " + Math.max(at.getByteOffset(), 0);
    return new InvalidEventException("json", "is broken" + where + ": " + firstLine(refused));
  }

  private static String firstLine(JsonProcessingException refused) {
    return Objects.toString(refused.getOriginalMessage(), "").lines().findFirst().orElse("");
  }

  private static String reason(JsonMappingException refused) {
    if (refused instanceof UnrecognizedPropertyException unknown) {
      return "is unknown; known are " + known(unknown.getKnownPropertyIds());
    }
    if (refused instanceof MismatchedInputException mismatch) {
      return isNullForNumber(refused, mismatch.getTargetType())
          ? "is missing"
          : "must be " + expected(mismatch.getTargetType());
    }
    return firstLine(refused);
  }

  /** A number that is null or absent; for a null in an array Jackson names the array's type. */
  private static boolean isNullForNumber(JsonMappingException refused, @Nullable Class<?> type) {
    return firstLine(refused).contains("null")
        && type != null
        && (type.isPrimitive() || type == double[].class);
  }

  private static String known(Collection<Object> names) {
    return names.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
  }

  private static String expected(@Nullable Class<?> type) {
    if (type == null) {
      return "something else";
    }
    if (type == String.class) {
      return "text";
    }
    if (type == double.class || type == Double.class) {
      return "a number";
    }
    if (type == int.class || type == long.class || type == Integer.class) {
      return "a whole number";
    }
    if (type == Instant.class) {
      return "an ISO-8601 instant such as 2026-01-31T12:00:00Z";
    }
    if (type == Duration.class) {
      return "an ISO-8601 duration such as PT1H";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type.isArray() || Collection.class.isAssignableFrom(type)) {
      return "an array";
    }
    return type.isEnum() ? "one of " + constants(type) : "an object";
  }

  private static String constants(Class<?> type) {
    return Stream.of(Objects.requireNonNull(type.getEnumConstants()))
        .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  /** {@code channels.x[3]} */
  private static String path(JsonMappingException refused) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : refused.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.toString();
  }
}
