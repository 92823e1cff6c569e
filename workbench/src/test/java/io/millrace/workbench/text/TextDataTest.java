package io.millrace.workbench.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.transformers.text.LabelledText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextDataTest {

  @TempDir Path folder;

  @Test
  void withoutFilesOfTheirOwnATenthTestsAndATenthOfTheRestValidates() throws IOException {
    TextData data = read(many(), null, null, true);

    assertThat(data.test()).hasSize(20);
    assertThat(data.validation()).hasSize(18);
    assertThat(data.training()).hasSize(162);
    Set<LabelledText> all = new HashSet<>(data.training());
    all.addAll(data.validation());
    all.addAll(data.test());
    assertThat(all).hasSize(200);
  }

  @Test
  void repeatedTextsAreCountedOnceAndContradictionsAreSaid() throws IOException {
    Path file =
        write("a.tsv", "text\tlabel\nok\tham\nok\tham\nwin\tspam\nok\tspam\nyes\tham\ngo\tspam\n");

    TextData data = read(file, null, file, false);

    assertThat(data.training()).hasSize(4);
    assertThat(data.notes().get(0)).isEqualTo("2 repeated texts are counted once");
    assertThat(data.notes().get(1))
        .isEqualTo(
            "1 texts are labelled twice and not alike, of which the first is taken; first a.tsv line 2 (ham) and"
                + " a.tsv line 5 (spam): ok");
  }

  @Test
  void testTextsThatAreTrainingTextsTooAreCountedAndTheFirstIsNamed() throws IOException {
    Path test = write("test.tsv", "text\tlabel\nword a\teven\nnew\teven\n");

    TextData data = read(many(), null, test, false);

    assertThat(data.test()).hasSize(2);
    assertThat(data.notes())
        .containsExactly(
            "1 of 2 test texts, numbers aside, are among the training texts too, which flatters the"
                + " figures; first many.tsv line 2 and test.tsv line 2 (even): word a");
  }

  @Test
  void aLabelThatOnlyTestingKnowsIsRefused() throws IOException {
    Path test = write("test.tsv", "text\tlabel\nnew\tprime\n");

    assertThatThrownBy(() -> read(many(), null, test, false))
        .hasMessage(
            "no training text has the label of the test text test.tsv line 2 (prime): new; labels"
                + " are [even, odd]");
  }

  @Test
  void aLabelWithOneTextIsNamedForItMayBeAHeader() throws IOException {
    Path file = write("a.tsv", "kind\twords\nham\tok\nham\tyes\nspam\twin\nspam\tgo\nham\tso\n");

    assertThatThrownBy(() -> read(file, null, null, false))
        .hasMessageContaining("a.tsv line 1: label kind has this text only; expected 2 or more");
  }

  @Test
  void oneLabelIsNotEnough() throws IOException {
    Path file = write("a.tsv", "text\tlabel\nok\tham\nyes\tham\n");

    assertThatThrownBy(() -> read(file, null, null, false))
        .hasMessage(file + ": expected texts of 2 labels or more, found [ham]");
  }

  private static TextData read(
      Path training, @Nullable Path validation, @Nullable Path test, boolean validates) {
    return TextData.read(
        new TextData.Files(training, validation, test),
        new ReadOptions(TextFormat.AUTO, StandardCharsets.UTF_8, null, null, null),
        validates,
        1);
  }

  private Path many() throws IOException {
    StringBuilder lines = new StringBuilder("text\tlabel\n");
    for (int i = 0; i < 200; i++) {
      lines.append("word ").append(letters(i)).append(i % 2 == 0 ? "\teven\n" : "\todd\n");
    }
    return write("many.tsv", lines.toString());
  }

  /** Numbers would be masked. */
  private static String letters(int number) {
    return number < 26
        ? Character.toString('a' + number)
        : letters(number / 26 - 1) + letters(number % 26);
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }
}
