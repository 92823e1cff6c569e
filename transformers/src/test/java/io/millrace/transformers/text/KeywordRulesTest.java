package io.millrace.transformers.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeywordRulesTest {

  @TempDir Path folder;

  @Test
  void theFirstRuleThatMatchesGivesTheLabel() throws IOException {
    KeywordRules rules =
        KeywordRules.read(
            write("rules.tsv", "# first match wins\nresource\tno space\nroutine\t.\n"));

    assertThat(rules.label("No space left on device")).isEqualTo("resource");
    assertThat(rules.label("something else")).isEqualTo("routine");
  }

  @Test
  void whereNoRuleMatchesTheAnswerIsUnknown() throws IOException {
    KeywordRules rules = KeywordRules.read(write("rules.tsv", "resource\tno space\n"));

    assertThat(rules.label("hello")).isEqualTo("unknown");
  }

  @Test
  void aBrokenPatternIsNamed() throws IOException {
    Path file = write("rules.tsv", "resource\t(\n");

    assertThatThrownBy(() -> KeywordRules.read(file)).hasMessageStartingWith("rules.tsv line 1: ");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
