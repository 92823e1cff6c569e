package io.millrace.serving;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds fields of JSON that no component of a record, or of a record within it, stands for. */
final class KnownFields {

  private KnownFields() {}

  /**
   * @param path of the record within the file, up to a dot; empty for the file itself
   * @return such as {@code examples[1].txt}, or null if all fields are known
   */
  static @Nullable String firstUnknown(Class<?> type, String path, JsonNode json) {
    for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      Optional<RecordComponent> component =
          Arrays.stream(type.getRecordComponents())
              .filter(each -> each.getName().equals(name))
              .findFirst();
      String unknown =
          component.isEmpty() ? path + name : inside(component.get(), path + name, json.path(name));
      if (unknown != null) {
        return unknown;
      }
    }
    return null;
  }

  private static @Nullable String inside(RecordComponent component, String path, JsonNode json) {
    if (component.getType().isRecord()) {
      return firstUnknown(component.getType(), path + ".", json);
    }
    Class<?> element = element(component);
    for (int i = 0; element.isRecord() && i < json.size(); i++) {
      String unknown = firstUnknown(element, path + "[" + i + "].", json.path(i));
      if (unknown != null) {
        return unknown;
      }
    }
    return null;
  }

  /** What a list holds; for anything else no record. */
  private static Class<?> element(RecordComponent component) {
    return component.getGenericType() instanceof ParameterizedType list
            && list.getActualTypeArguments()[0] instanceof Class<?> element
        ? element
        : Object.class;
  }
}
