package io.millrace.events;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the schema of an event from its record: names, types and constants by reflection, limits
 * from the constants that the record checks by, and what may be absent or null by trying.
 */
final class EventSchemaGenerator {

  /** By record, or record and component. */
  private static final Map<String, String> DESCRIPTIONS =
      Map.of(
          "SeriesEvent", "Its identity is (series, at, kind, revision).",
          "SeriesEvent.values", "By variate; absent or null is missing.",
          "SensorEvent.at", "The instant of the first sample.",
          "SensorEvent.rateHz", "Samples per second and channel.",
          "SensorEvent.channels", "Samples by channel, all of one length.");

  private final EventSchema schema;
  private final Probe probe;

  EventSchemaGenerator(EventSchema schema, Event example) {
    this.schema = schema;
    this.probe = new Probe(example);
  }

  JsonNode generate() {
    SchemaGeneratorConfigBuilder config =
        new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(new JacksonModule(JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY))
            .with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT, Option.INLINE_ALL_SCHEMAS);
    config
        .forTypesInGeneral()
        .withPropertySorter((some, other) -> 0) // as the record has them
        .withCustomDefinitionProvider(EventSchemaGenerator::definition);
    config
        .forFields()
        .withDescriptionResolver(
            field -> DESCRIPTIONS.get(probe.type().getSimpleName() + "." + field.getName()))
        .withRequiredCheck(field -> probe.isRequired(field.getName()))
        .withStringMinLengthResolver(field -> isText(field) ? 1 : null)
        .withStringMaxLengthResolver(EventSchemaGenerator::mostCharacters)
        .withInstanceAttributeOverride((node, field, context) -> addLimits(node, field));
    ObjectNode generated = new SchemaGenerator(config.build()).generateSchema(probe.type());
    generated
        .path("properties")
        .fields()
        .forEachRemaining(entry -> allowNull(entry.getKey(), (ObjectNode) entry.getValue()));
    return headed(generated);
  }

  private static boolean isText(FieldScope field) {
    return field.getType().getErasedType() == String.class;
  }

  private static @Nullable Integer mostCharacters(FieldScope field) {
    if (!isText(field)) {
      return null;
    }
    return field.getName().equals("text") ? TextEvent.TEXT_LIMIT : Check.NAME_LIMIT;
  }

  private static void addLimits(ObjectNode node, FieldScope field) {
    Class<?> type = field.getType().getErasedType();
    if (type == int.class) {
      node.put("minimum", 0).put("maximum", Integer.MAX_VALUE);
    }
    if (type == double.class) {
      node.put("exclusiveMinimum", 0).put("maximum", Double.MAX_VALUE); // the one there is: rateHz
    }
  }

  /** What says which schema it is stands first. */
  private ObjectNode headed(ObjectNode generated) {
    ObjectNode headed = generated.objectNode();
    headed
        .put("$schema", SchemaVersion.DRAFT_2020_12.getIdentifier())
        .put("$id", schema.id())
        .put("title", probe.type().getSimpleName());
    Optional.ofNullable(DESCRIPTIONS.get(probe.type().getSimpleName()))
        .ifPresent(description -> headed.put("description", description));
    headed.setAll(generated);
    return headed;
  }

  private void allowNull(String field, ObjectNode property) {
    if (probe.mayBeNull(field)) {
      String type = property.path("type").textValue();
      property.putArray("type").add(type).add("null");
      if (property.get("enum") instanceof ArrayNode constants) {
        constants.addNull();
      }
    }
  }

  private static @Nullable CustomDefinition definition(
      ResolvedType type, SchemaGenerationContext context) {
    ObjectNode node = context.getGeneratorConfig().createObjectNode();
    if (type.getErasedType() == Instant.class) {
      node.put("type", "string").put("format", "date-time").put("pattern", InstantPattern.TEXT);
    } else if (type.isInstanceOf(Map.class)) {
      map(node, type.getTypeParameters().get(1).getErasedType());
    } else {
      return null;
    }
    return new CustomDefinition(node, true);
  }

  private static void map(ObjectNode node, Class<?> value) {
    node.put("type", "object");
    if (value == double[].class) {
      node.put("minProperties", 1).put("maxProperties", SensorEvent.CHANNELS_LIMIT);
    } else {
      node.put(
          "maxProperties",
          value == Double.class ? SeriesEvent.VARIATES_LIMIT : Check.ATTRIBUTES_LIMIT);
    }
    node.putObject("propertyNames").put("minLength", 1).put("maxLength", Check.NAME_LIMIT);
    ObjectNode values = node.putObject("additionalProperties");
    if (value == double[].class) {
      values.put("type", "array").put("minItems", 1).put("maxItems", SensorEvent.SAMPLES_LIMIT);
      finite(values.putObject("items").put("type", "number"));
    } else if (value == Double.class) {
      values.putArray("type").add("number").add("null");
      finite(values);
    } else {
      values.put("type", "string").put("maxLength", Check.ATTRIBUTE_VALUE_LIMIT);
    }
  }

  private static void finite(ObjectNode number) {
    number.put("minimum", -Double.MAX_VALUE).put("maximum", Double.MAX_VALUE);
  }

  /** Finds out what a record's reader insists on. */
  private record Probe(Event example) {

    Class<? extends Event> type() {
      return example.getClass();
    }

    boolean isRequired(String field) {
      ObjectNode without = tree();
      without.remove(field);
      return isRefused(without);
    }

    boolean mayBeNull(String field) {
      ObjectNode with = tree();
      with.putNull(field);
      return !isRefused(with);
    }

    private ObjectNode tree() {
      return (ObjectNode) EventJson.tree(EventJson.write(example));
    }

    private boolean isRefused(ObjectNode tree) {
      try {
        EventJson.convert(type(), tree);
        return false;
      } catch (InvalidEventException refused) {
        return true;
      }
    }
  }
}
