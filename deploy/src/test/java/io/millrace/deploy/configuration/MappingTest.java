package io.millrace.deploy.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingTest {

  @TempDir Path repository;

  private final Properties shipped = new Properties();

  @Test
  void aKeyHasItsNameValuesDefaultAndMeaning() throws IOException {
    shipped.setProperty("it.folder-of-state", "state");

    assertThat(
            keys(
                """
                /** Waits | as long as {@code it} must. */
                @WithDefault("10s")
                Duration longestWait();

                /** Where. */
                Path folderOfState();

                /** How many; {@link Integer} of them. */
                Optional<List<Integer>> numbers();

                /** As it is spelt. */
                @WithName("rateHz")
                double rate();
                """))
        .containsExactly(
            new Key("it.longest-wait", "duration", "`10s`", "Waits | as long as `it` must."),
            new Key("it.folder-of-state", "path", "`state`", "Where."),
            new Key("it.numbers", "list: whole number", "not set", "How many; `Integer` of them."),
            new Key("it.rateHz", "number", "required", "As it is spelt."));
  }

  @Test
  void groupsAreFollowedThroughMapsAndLists() throws IOException {
    assertThat(
            keys(
                """
                Map<String, List<Inner>> inner();

                /** One. */
                interface Inner {
                  /** Which. */
                  Choice choice();

                  /** By label. */
                  Map<String, Double> levels();
                }

                enum Choice {
                  /** The old way. */
                  AS_BEFORE,
                  ANEW
                }
                """))
        .containsExactly(
            new Key(
                "it.inner.NAME[0].choice",
                "`as-before`, `anew`",
                "required",
                "Which. `as-before`: The old way."),
            new Key("it.inner.NAME[0].levels.NAME", "number", "not set", "By label."));
  }

  @Test
  void aKeyThatDoesNotSayWhatItMeansIsRefused() {
    assertThatThrownBy(() -> keys("int silent();"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("it.silent")
        .hasMessageContaining("It.java has no Javadoc");
  }

  @Test
  void whatIsNotUnderstoodIsRefused() {
    assertThatThrownBy(() -> keys("/** One. */ @WithParentName int one();"))
        .hasMessageContaining("it.one")
        .hasMessageContaining("@WithParentName");
    assertThatThrownBy(() -> keys("/** One. */ Locale one();"))
        .hasMessage("it.one: of no known type, Locale");
  }

  private List<Key> keys(String members) throws IOException {
    Path file = repository.resolve("service/src/main/java/any/It.java");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        "package any;\n\n@ConfigMapping(prefix = \"it\")\ninterface It {\n" + members + "}\n");
    Sources sources = new Sources(repository, List.of("service"));
    Mapping mapping = new Mapping(sources, shipped);
    mapping.add(sources.in(file));
    return mapping.groups().stream().flatMap(group -> group.keys().stream()).toList();
  }
}
