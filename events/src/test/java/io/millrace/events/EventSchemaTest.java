package io.millrace.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The published schemas are those that the records make. After a change to a record, {@code mvn -pl
 * events test -Dtest=EventSchemaTest -Dmillrace.schemas.write=true} writes them anew; a change that
 * refuses what was valid needs a new version instead.
 */
class EventSchemaTest {

  private static final Path SCHEMAS = Path.of("src", "main", "resources");

  static final Map<String, Event> EXAMPLES =
      Map.of("text", Examples.text(), "sensor", Examples.sensor(), "series", Examples.series());

  static List<EventSchema> schemas() {
    return EventSchema.all();
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void aPublishedSchemaIsTheOneThatItsRecordMakes(EventSchema schema) throws IOException {
    Path published = SCHEMAS.resolve(schema.path().substring(1) + ".json");

    String generated = generated(schema);

    if (Boolean.getBoolean("millrace.schemas.write")) {
      Files.createDirectories(published.getParent());
      Files.writeString(published, generated);
    }
    assertThat(Files.readString(published)).isEqualTo(generated);
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void aSchemaIsFoundByKindAndVersionAndSaysItsId(EventSchema schema) {
    assertThat(EventSchema.of(schema.kind(), schema.version())).contains(schema);
    assertThat(new String(schema.json(), UTF_8)).contains("\"$id\" : \"" + schema.id() + "\"");
  }

  @Test
  void ofAnotherKindOrVersionThereIsNone() {
    assertThat(EventSchema.of("text", "v0")).isEmpty();
    assertThat(EventSchema.of("texts", "v1")).isEmpty();
  }

  private static String generated(EventSchema schema) throws IOException {
    DefaultPrettyPrinter lines =
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    return new ObjectMapper()
            .writer(lines)
            .writeValueAsString(
                new EventSchemaGenerator(schema, EXAMPLES.get(schema.kind())).generate())
        + "\n";
  }
}
