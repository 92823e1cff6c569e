package io.millrace.workbench.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.transformers.text.LabelledText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledFileTest {

  private static final ReadOptions PLAIN = columns(null, null);

  @TempDir Path folder;

  @Test
  void columnsWithUsualNamesAreFoundAndQuotedCellsMayHoldCommasAndBreaks() throws IOException {
    Path file =
        write("a.csv", "id,Message,Label\n1,\"well, then\nyes\",good\n2,\"a \"\"b\"\"\",bad\n");

    assertThat(LabelledFile.read(file, PLAIN))
        .extracting(LabelledText::text, LabelledText::label)
        .containsExactly(tuple("well, then\nyes", "good"), tuple("a \"b\"", "bad"));
  }

  @Test
  void ofTwoColumnsWithoutNamesTheOneWithFewerValuesIsTheLabel() throws IOException {
    Path first = write("a.tsv", "ham\tOk lar\nspam\tWin a prize\nham\tsee you\n");
    Path second = write("b.tsv", "so good\t1\nso bad\t0\nfine\t1\n");

    assertThat(LabelledFile.read(first, PLAIN).get(1))
        .isEqualTo(new LabelledText("Win a prize", "spam", "a.tsv line 2"));
    assertThat(LabelledFile.read(second, PLAIN).get(2))
        .isEqualTo(new LabelledText("fine", "1", "b.tsv line 3"));
  }

  @Test
  void aQuoteBetweenTabsIsAQuote() throws IOException {
    Path file = write("a.tsv", "ham\t\"hello he said\nspam\twin\nham\tbye\"\n");

    assertThat(LabelledFile.read(file, PLAIN))
        .extracting(LabelledText::text)
        .containsExactly("\"hello he said", "win", "bye\"");
  }

  @Test
  void columnsAreTakenByNameOrNumber() throws IOException {
    Path file = write("a.csv", "x,kind,words\n1,good,yes\n2,bad,no\n");

    LabelledText byName = LabelledFile.read(file, columns("words", "kind")).get(0);
    LabelledText byNumber =
        LabelledFile.read(write("b.csv", "1,good,yes\n2,bad,no\n"), columns("3", "2")).get(0);

    assertThat(byName).isEqualTo(new LabelledText("yes", "good", "a.csv line 2"));
    assertThat(byNumber).isEqualTo(new LabelledText("yes", "good", "b.csv line 1"));
  }

  @Test
  void aColumnThatIsNotThereIsNamed() throws IOException {
    Path file = write("a.csv", "x,kind,words\n1,good,yes\n");

    assertThatThrownBy(() -> LabelledFile.read(file, PLAIN))
        .hasMessage(
            file
                + " line 1: no column for the text among [x, kind, words]; name it with"
                + " --text-column, or say its number from 1");
    assertThatThrownBy(() -> LabelledFile.read(file, columns("word", "kind")))
        .hasMessage(file + " line 1: --text-column: no column word among [x, kind, words]");
  }

  @Test
  void linesOfJsonHaveALabelOrAListOfOne() throws IOException {
    Path file =
        write(
            "a.jsonl",
            "{\"text\":\"yes\",\"label\":\"good\"}\n\n{\"labels\":[\"bad\"],\"text\":\"no\"}\n"
                + "{\"text\":\"so\",\"label\":3}\n");

    assertThat(LabelledFile.read(file, PLAIN))
        .containsExactly(
            new LabelledText("yes", "good", "a.jsonl line 1"),
            new LabelledText("no", "bad", "a.jsonl line 3"),
            new LabelledText("so", "3", "a.jsonl line 4"));
  }

  @Test
  void whatIsNoLabelledTextIsNamedByFileAndLine() throws IOException {
    assertFault(
        "a.ndjson",
        "{\"text\":\"a\",\"label\":\"b\"}\n{\"text\":\"a\"}\n",
        " line 2: has no label");
    assertFault("b.ndjson", "{\"text\":7,\"label\":\"b\"}\n", " line 1: has no text");
    assertFault("c.ndjson", "{\"text\":\"a\",\"labels\":[\"b\",\"c\"]}\n", " line 1: has 2 labels");
    assertFault("d.ndjson", "{\"text\"\n", " line 1: no JSON");
    assertFault("e.ndjson", "[1]\n", " line 1: expected an object");
    assertFault("f.tsv", "text\tlabel\na\tb\n \tb\n", " line 3: has no text");
    assertFault("g.tsv", "text\tlabel\na\t\n", " line 2: has no label");
    assertFault("h.tsv", "text\tlabel\na\tb\tc\n", " line 2: 3 cells where the first line has 2");
    assertFault("i.tsv", "", ": is empty");
    assertFault("j.bin", "x", "say it with --format");
  }

  @Test
  void trecsFormIsReadWhenAskedForAndTheCoarseLabelIsTaken() throws IOException {
    Path file = folder.resolve("questions.label");
    Files.writeString(
        file, "NUM:date When did café open ?\nHUM Who ?\n", StandardCharsets.ISO_8859_1);

    List<LabelledText> texts =
        LabelledFile.read(
            file, new ReadOptions(TextFormat.TREC, StandardCharsets.ISO_8859_1, null, null, null));

    assertThat(texts)
        .containsExactly(
            new LabelledText("When did café open ?", "NUM", "questions.label line 1"),
            new LabelledText("Who ?", "HUM", "questions.label line 2"));
  }

  @Test
  void bytesOfAnotherEncodingAreNotTakenForText() throws IOException {
    Path file = folder.resolve("a.tsv");
    Files.writeString(file, "text\tlabel\ncafé\tb\n", StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> LabelledFile.read(file, PLAIN))
        .hasMessage(
            file
                + " line 2: has bytes that are no UTF-8; name its encoding with --charset, as"
                + " --charset ISO-8859-1");
  }

  @Test
  void aFileInGzipIsReadAsWhatItHolds() throws IOException {
    Path file = folder.resolve("a.tsv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("text\tlabel\nyes\tgood\n".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(LabelledFile.read(file, PLAIN))
        .containsExactly(new LabelledText("yes", "good", "a.tsv.gz line 2"));
  }

  private void assertFault(String name, String content, String sentence) throws IOException {
    Path file = write(name, content);
    assertThatThrownBy(() -> LabelledFile.read(file, PLAIN))
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(sentence);
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private static ReadOptions columns(@Nullable String text, @Nullable String label) {
    return new ReadOptions(TextFormat.AUTO, StandardCharsets.UTF_8, text, label, null);
  }
}
