package io.millrace.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.events.fuzz.EventMutator;
import io.millrace.events.fuzz.Mutant;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who was understood yesterday is understood today. Under {@code released} lie the schemas as they
 * were released, which nothing rewrites; a release copies the published ones there.
 */
class SchemaChangeTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int MUTANTS = 3_000; // of each kind

  static List<EventSchema> schemas() {
    return EventSchema.all();
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void whatAReleasedSchemaTakesThePublishedOneTakes(EventSchema schema) throws IOException {
    assertThat(SchemaChange.breaks(released(schema), published(schema))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void aMutantThatAReleasedSchemaTakesThePublishedOneTakes(EventSchema schema) throws IOException {
    SchemaJudge released = new SchemaJudge(released(schema));
    SchemaJudge published = new SchemaJudge(published(schema));
    byte[] valid = EventJson.write(EventSchemaTest.EXAMPLES.get(schema.kind()));

    List<byte[]> taken =
        new EventMutator(schema.hashCode())
            .mutants(valid)
            .limit(MUTANTS)
            .map(Mutant::bytes)
            .filter(released::accepts)
            .toList();

    assertThat(taken).hasSizeGreaterThan(MUTANTS / 20).allMatch(published::accepts);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "text | /required | ['id','source','at','text','attributes']",
        "text | /properties/text/maxLength | 99999",
        "text | /properties/text/minLength | 2",
        "text | /properties/id/pattern | '^[a-z]*$'",
        "text | /properties/id/const | 'x'",
        "text | /properties/attributes/type | 'object'",
        "text | /properties/attributes/maxProperties | 63",
        "text | /properties/attributes/minProperties | 1",
        "text | /properties/attributes/propertyNames/maxLength | 255",
        "text | /properties/attributes/additionalProperties/maxLength | 8191",
        "text | /properties/attributes/additionalProperties | false",
        "text | /properties/attributes/properties | {'origin':{'type':'number'}}",
        "text | /properties/at/pattern | '^20'",
        "text | /not | {'required':['attributes']}",
        "text | /properties/attributes | REMOVED",
        "text | /properties | REMOVED",
        "sensor | /properties/rateHz/exclusiveMinimum | 1",
        "sensor | /properties/rateHz/maximum | 1e6",
        "sensor | /properties/rateHz/type | 'integer'",
        "sensor | /properties/channels/maxProperties | 32",
        "sensor | /properties/channels/additionalProperties/maxItems | 65535",
        "sensor | /properties/channels/additionalProperties/minItems | 2",
        "sensor | /properties/channels/additionalProperties/uniqueItems | true",
        "sensor | /properties/channels/additionalProperties/items/minimum | 0",
        "sensor | /properties/channels/additionalProperties/items/multipleOf | 0.5",
        "series | /properties/kind/enum | ['observed','known']",
        "series | /properties/kind/enum | ['observed',null]",
        "series | /properties/revision/maximum | 9",
        "series | /properties/revision/type | ['integer']",
        "series | /properties/values/additionalProperties/type | 'number'",
        "series | /properties/values/propertyNames | false",
        "series | /required | ['series','at','values','kind']",
      })
  void aChangeThatRefusesWhatWasTakenIsFound(String kind, String pointer, String value)
      throws IOException {
    JsonNode released = published(EventSchema.of(kind, "v1").orElseThrow());
    ObjectNode current = changed(released, pointer, value);

    List<String> breaks = SchemaChange.breaks(released, current);

    assertThat(breaks).isNotEmpty().allMatch(found -> found.startsWith(pointer));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/required | ['series','at']",
        "/properties/unit | {'type':'string','maxLength':9}",
        "/properties/revision/minimum | -1",
        "/properties/revision/maximum | REMOVED",
        "/properties/kind/enum | ['observed','known',null,'planned']",
        "/properties/series/type | ['string','integer']",
        "/properties/at/pattern | REMOVED",
        "/properties/series/description | 'the key'",
        "/properties/values/additionalProperties | true",
        "/additionalProperties | {'type':'string'}",
      })
  void aChangeThatTakesMoreBreaksNothing(String pointer, String value) throws IOException {
    JsonNode released = published(EventSchema.of("series", "v1").orElseThrow());

    List<String> breaks = SchemaChange.breaks(released, changed(released, pointer, value));

    assertThat(breaks).isEmpty();
  }

  @Test
  void aFieldThatWasFreeMustNotBecomeNarrow() throws IOException {
    JsonNode open = MAPPER.readTree("{\"type\":\"object\"}");
    JsonNode named = MAPPER.readTree("{\"properties\":{\"a\":{\"type\":\"string\"}}}");

    assertThat(SchemaChange.breaks(open, named))
        .containsExactly("/properties/a/type was null, is \"string\"");
  }

  @Test
  void aKeywordThatKeptAnotherFromRefusingMustNotGo() throws IOException {
    JsonNode open =
        MAPPER.readTree("{\"patternProperties\":{\"a\":true},\"additionalProperties\":false}");
    JsonNode closed = MAPPER.readTree("{\"additionalProperties\":false}");

    assertThat(SchemaChange.breaks(open, closed)).hasSize(1);
  }

  private static ObjectNode changed(JsonNode schema, String pointer, String value)
      throws IOException {
    ObjectNode changed = schema.deepCopy();
    int last = pointer.lastIndexOf('/');
    JsonNode parent = changed.at(pointer.substring(0, last));
    String field = pointer.substring(last + 1);
    assertThat(parent).as(pointer).isInstanceOf(ObjectNode.class);
    if (value.equals("REMOVED")) {
      ((ObjectNode) parent).remove(field);
    } else {
      ((ObjectNode) parent).set(field, MAPPER.readTree(value.replace('\'', '"')));
    }
    return changed;
  }

  private static JsonNode published(EventSchema schema) throws IOException {
    return MAPPER.readTree(schema.json());
  }

  private static JsonNode released(EventSchema schema) throws IOException {
    String file = "/released" + schema.path() + ".json";
    try (InputStream in = SchemaChangeTest.class.getResourceAsStream(file)) {
      assertThat(in).as(file).isNotNull();
      return MAPPER.readTree(in);
    }
  }
}
