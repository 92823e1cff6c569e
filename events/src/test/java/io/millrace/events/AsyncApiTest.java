package io.millrace.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code deploy/asyncapi.yaml} says what the records are. */
class AsyncApiTest {

  private static final Path DOCUMENT = Path.of("..", "deploy", "asyncapi.yaml");

  private static JsonNode document;

  @BeforeAll
  static void readDocument() throws IOException {
    document = new ObjectMapper(new YAMLFactory()).readTree(DOCUMENT.toFile());
  }

  static Stream<Class<?>> records() {
    return Stream.concat(
        Arrays.stream(Event.class.getPermittedSubclasses()),
        Stream.of(
            VariateForecast.class,
            LeadScore.class,
            Attribution.class,
            JobCadence.class,
            JobGaps.class,
            JobRule.class));
  }

  @ParameterizedTest
  @MethodSource("records")
  void aSchemaHasTheRecordsComponentsWithTheirTypes(Class<?> type) {
    JsonNode properties = schema(type).path("properties");

    assertThat(names(properties.fieldNames())).isEqualTo(components(type));
    for (RecordComponent component : type.getRecordComponents()) {
      JsonNode property = resolved(properties.path(component.getName()));
      assertThat(butNull(property.path("type")))
          .as("type of %s.%s", type.getSimpleName(), component.getName())
          .containsExactly(jsonType(component.getType()));
      if (component.getType().isEnum()) {
        assertThat(butNull(property.path("enum"))).isEqualTo(constants(component.getType()));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void requiredFieldsExistAndNothingElseIsAllowed(Class<?> type) {
    assertThat(schema(type).path("additionalProperties").asBoolean(true)).isFalse();
    assertThat(schema(type).path("required").isArray()).isTrue();
    assertThat(schema(type).path("required"))
        .extracting(JsonNode::asText)
        .isSubsetOf(components(type));
  }

  @Test
  void anExampleHasAllRequiredFields() {
    Examples.all()
        .forEach(
            event ->
                schema(event.getClass())
                    .path("required")
                    .forEach(name -> assertThat(tree(event).has(name.asText())).isTrue()));
  }

  @Test
  void everyTopicIsAChannelUnderItsName() throws IllegalAccessException {
    Set<String> topics = new TreeSet<>();
    for (Field field : Topics.class.getFields()) {
      if (field.get(null) instanceof String topic) {
        topics.add(topic);
      }
    }

    assertThat(Topics.ALL).isEqualTo(topics);

    assertThat(names(document.path("channels").fieldNames())).isEqualTo(topics);
    document
        .path("channels")
        .fields()
        .forEachRemaining(
            channel ->
                assertThat(channel.getValue().path("address").asText())
                    .isEqualTo(channel.getKey()));
  }

  @Test
  void eachEventIsAMessageOfItsTopicsChannel() {
    Examples.all()
        .forEach(
            event -> {
              Envelope envelope = event.envelope();
              JsonNode message =
                  resolved(
                      document
                          .path("channels")
                          .path(envelope.topic())
                          .path("messages")
                          .path(envelope.kind()));
              assertThat(message.path("payload").path("$ref").asText())
                  .isEqualTo("#/components/schemas/" + event.getClass().getSimpleName());
            });
  }

  @Test
  void aShadowsInferencesAreTheMessagesOfTheirOwnChannel() {
    String topic = EventRecords.shadow(Examples.inference()).topic();

    assertThat(document.at("/channels/" + topic + "/messages"))
        .isEqualTo(document.at("/channels/inferences/messages"));
  }

  @Test
  void theHeadersOfARejectionAreThoseThatARecordMayHave() {
    Set<String> written = new TreeSet<>();
    Rejections.truncated().toRecord().headers().forEach(header -> written.add(header.key()));

    JsonNode headers = document.at("/components/messages/rejection/headers");

    assertThat(names(headers.path("properties").fieldNames())).isEqualTo(written);
    assertThat(headers.path("required")).extracting(JsonNode::asText).isSubsetOf(written);
  }

  @Test
  void theHeadersAreThoseOfARecord() {
    JsonNode headers =
        document.path("components").path("messageTraits").path("cloudEvent").path("headers");
    Set<String> written = new TreeSet<>();
    EventRecords.headers(Examples.forecast()).forEach(header -> written.add(header.key()));

    assertThat(names(headers.path("properties").fieldNames())).isEqualTo(written);
  }

  @Test
  void theLimitsAreThoseOfTheRecords() {
    JsonNode text = schema(TextEvent.class).path("properties");
    JsonNode channels = schema(SensorEvent.class).path("properties").path("channels");

    assertThat(text.path("text").path("maxLength").asInt()).isEqualTo(TextEvent.TEXT_LIMIT);
    assertThat(text.path("id").path("maxLength").asInt()).isEqualTo(Check.NAME_LIMIT);
    assertThat(channels.path("maxProperties").asInt()).isEqualTo(SensorEvent.CHANNELS_LIMIT);
    assertThat(channels.path("additionalProperties").path("maxItems").asInt())
        .isEqualTo(SensorEvent.SAMPLES_LIMIT);
    assertThat(schema(Embedding.class).at("/properties/vector/maxItems").asInt())
        .isEqualTo(Embedding.WIDTH_LIMIT);
    JsonNode job = schema(ForecastJob.class).path("properties");
    assertThat(job.at("/known/maxItems").asInt()).isEqualTo(ForecastJob.MOST_KNOWN);
    assertThat(job.at("/quantiles/maxItems").asInt()).isEqualTo(ForecastJob.MOST_QUANTILES);
    assertThat(job.at("/rules/maxItems").asInt()).isEqualTo(ForecastJob.MOST_RULES);
    assertThat(job.at("/horizon/maximum").asInt()).isEqualTo(ForecastJob.LONGEST_HORIZON);
    assertThat(schema(SeriesEvent.class).at("/properties/values/maxProperties").asInt())
        .isEqualTo(SeriesEvent.VARIATES_LIMIT);
    assertThat(document.at("/components/schemas/Attributes/maxProperties").asInt())
        .isEqualTo(Check.ATTRIBUTES_LIMIT);
  }

  private static JsonNode schema(Class<?> type) {
    JsonNode schema = document.path("components").path("schemas").path(type.getSimpleName());
    assertThat(schema.isObject()).as("schema of %s", type.getSimpleName()).isTrue();
    return schema.has("schemaFormat") ? file(schema.at("/schema/$ref").asText()) : schema;
  }

  private static JsonNode file(String reference) {
    try {
      return new ObjectMapper().readTree(DOCUMENT.resolveSibling(reference).toFile());
    } catch (IOException missing) {
      throw new AssertionError(reference, missing);
    }
  }

  /** What comes in may say null for what it leaves out. */
  private static List<String> butNull(JsonNode oneOrMore) {
    Stream<JsonNode> all =
        oneOrMore.isArray()
            ? StreamSupport.stream(oneOrMore.spliterator(), false)
            : Stream.of(oneOrMore);
    return all.map(JsonNode::asText).filter(text -> !text.equals("null")).toList();
  }

  @Test
  void whatComesInHasTheSchemasThatAreServed() throws IOException {
    for (EventSchema served : EventSchema.all()) {
      Event example = EventSchemaTest.EXAMPLES.get(served.kind());

      assertThat(schema(example.getClass())).isEqualTo(new ObjectMapper().readTree(served.json()));
    }
  }

  private static JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
  }

  private static JsonNode tree(Event event) {
    try {
      return new ObjectMapper().readTree(EventJson.write(event));
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static Set<String> names(Iterator<String> names) {
    Set<String> sorted = new TreeSet<>();
    names.forEachRemaining(sorted::add);
    return sorted;
  }

  private static Set<String> components(Class<?> type) {
    Set<String> names = new TreeSet<>();
    for (RecordComponent component : type.getRecordComponents()) {
      names.add(component.getName());
    }
    return names;
  }

  private static List<String> constants(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
        .toList();
  }

  private static String jsonType(Class<?> type) {
    if (type == boolean.class) {
      return "boolean";
    }
    if (type == int.class || type == long.class || type == Integer.class) {
      return "integer";
    }
    if (type == double.class || type == Double.class) {
      return "number";
    }
    if (Map.class.isAssignableFrom(type) || type.isRecord()) {
      return "object";
    }
    if (type.isArray() || List.class.isAssignableFrom(type)) {
      return "array";
    }
    assertThat(type.isEnum() || Set.of(String.class, Instant.class, Duration.class).contains(type))
        .isTrue();
    return "string";
  }
}
