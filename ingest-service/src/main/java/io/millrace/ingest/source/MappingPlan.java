package io.millrace.ingest.source;

import io.millrace.ingest.EventKind;
import io.millrace.ingest.source.ForeignTopicConfig.Fields;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The mapping that a configuration declares, checked before any record is read. */
record MappingPlan(Keys keys, EventKind kind, TimeFormat timeFormat, Fields fields) {

  /**
   * What a kind of event has.
   *
   * @param group one of which at least one field must be declared; empty if none
   */
  private record Shape(Set<String> required, Set<String> optional, String group) {}

  private static final Map<EventKind, Shape> SHAPES =
      new EnumMap<>(
          Map.of(
              EventKind.TEXT,
              new Shape(Set.of("source", "at", "text"), Set.of("id"), ""),
              EventKind.SENSOR,
              new Shape(Set.of("sensor", "at", "rateHz"), Set.of("id"), "channels"),
              EventKind.SERIES,
              new Shape(Set.of("series", "at"), Set.of("kind", "revision"), "values")));

  /**
   * @throws IllegalArgumentException naming the key that is missing, wrong or not of this kind
   */
  TopicMapping mapping() {
    List<FieldMapping> mappings = new ArrayList<>();
    Shape shape = SHAPES.getOrDefault(kind, new Shape(Set.of(), Set.of(), ""));
    scalars().forEach((name, declared) -> scalar(shape, name, declared).ifPresent(mappings::add));
    group(shape, "values", fields.values(), FieldType.NUMBER, mappings);
    group(shape, "channels", fields.channels(), FieldType.NUMBERS, mappings);
    fields
        .attributes()
        .forEach(
            (name, declared) -> mappings.add(field("attributes", name, declared, FieldType.TEXT)));
    return new TopicMapping(kind, mappings);
  }

  private Map<String, Optional<String>> scalars() {
    Map<String, Optional<String>> scalars = new LinkedHashMap<>();
    scalars.put("id", fields.id());
    scalars.put("source", fields.source());
    scalars.put("sensor", fields.sensor());
    scalars.put("series", fields.series());
    scalars.put("at", fields.at());
    scalars.put("text", fields.text());
    scalars.put("rateHz", fields.rateHz());
    scalars.put("kind", fields.kind());
    scalars.put("revision", fields.revision());
    return scalars;
  }

  private Optional<FieldMapping> scalar(Shape shape, String name, Optional<String> declared) {
    String key = "fields." + name;
    boolean required = shape.required().contains(name);
    keys.require(declared.isPresent() || !required, key, "must be declared for " + label());
    keys.require(
        declared.isEmpty() || required || shape.optional().contains(name),
        key,
        "is no field of " + label());
    return declared.map(source -> field("", name, source, conversion(name)));
  }

  private void group(
      Shape shape,
      String group,
      Map<String, String> declared,
      FieldType type,
      List<FieldMapping> mappings) {
    boolean ours = shape.group().equals(group);
    keys.require(!declared.isEmpty() || !ours, "fields." + group, "must have one for " + label());
    keys.require(declared.isEmpty() || ours, "fields." + group, "is no field of " + label());
    declared.forEach((name, source) -> mappings.add(field(group, name, source, type)));
  }

  private FieldMapping field(String group, String name, String declared, Conversion conversion) {
    String path = group.isEmpty() ? name : group + "." + name;
    FieldSource source = keys.parsed("fields." + path, () -> FieldSource.parse(declared));
    boolean ownTime = source instanceof FieldSource.Timestamp && name.equals("at");
    return new FieldMapping(group, name, source, ownTime ? TimeFormat.EPOCH_MILLIS : conversion);
  }

  private Conversion conversion(String name) {
    if (name.equals("at")) {
      return timeFormat;
    }
    return name.equals("rateHz") || name.equals("revision") ? FieldType.NUMBER : FieldType.TEXT;
  }

  private String label() {
    return "a " + kind.label() + " event";
  }
}
