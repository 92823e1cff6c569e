package io.millrace.console.acting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.console.ConsoleSettings;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorKeyTest {

  private static final String KEY = "millrace.console.operator-key-file";
  private static final String WORD = "0123456789abcdef";

  @TempDir Path folder;

  @Test
  void theKeyOfTheFileIsTaken() throws IOException {
    OperatorKey key = key(Map.of(KEY, file(WORD + "\n")));

    assertThat(key.exists()).isTrue();
    assertThat(key.isIn("Bearer " + WORD)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer ",
        "Bearer",
        WORD,
        "Bearer " + WORD + "0",
        "Bearer 0123456789abcde",
        "Bearer 0123456789ABCDEF",
        "bearer " + WORD,
        "Basic " + WORD
      })
  void nothingElseIs(String authorization) throws IOException {
    assertThat(key(Map.of(KEY, file(WORD))).isIn(authorization)).isFalse();
  }

  @Test
  void withoutAFileThereIsNoKeyAndNoneIsRight() {
    OperatorKey key = key(Map.of());

    assertThat(key.exists()).isFalse();
    assertThat(key.isIn("Bearer ")).isFalse();
    assertThat(key.isIn("Bearer " + WORD)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "0123456789abcde", "0123456789 abcdef"})
  void aFileWithoutOneLongWordStopsTheStart(String content) throws IOException {
    String file = file(content);

    assertThatThrownBy(() -> key(Map.of(KEY, file)))
        .hasMessage(KEY + ": " + file + " must hold one word of at least 16 characters");
  }

  @Test
  void aFileThatIsNotThereStopsTheStart() {
    String absent = folder.resolve("absent").toString();

    assertThatThrownBy(() -> key(Map.of(KEY, absent)))
        .hasMessageStartingWith(KEY + ": " + absent + " cannot be read: ");
  }

  private String file(String content) throws IOException {
    return Files.writeString(folder.resolve("operator.key"), content).toString();
  }

  static OperatorKey key(Map<String, String> settings) {
    return new OperatorKey(
        new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 200, new DurationConverter())
            .withMapping(ConsoleSettings.class)
            .withDefaultValues(settings)
            .build()
            .getConfigMapping(ConsoleSettings.class));
  }
}
