package io.millrace.transformers.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LogTemplateTest {

  @Test
  void numbersPathsQuotedTextsHexAndUuidsAreMasked() {
    String one = "Took 12.5 ms for '/a b' at /var/lib/x, id 0xfe, \"q\" 9fcdb2c8e1";
    String other = "took 3 ms for 'z' at /tmp, id 0x1, \"other words\" 00aa11bb22cc";

    assertThat(LogTemplate.of(one)).isEqualTo(LogTemplate.of(other));
    assertThat(LogTemplate.of("member 123e4567-e89b-12d3-a456-426614174000 left"))
        .isEqualTo("member <uuid> left");
  }

  @Test
  void wordsStayAsTheyAre() {
    assertThat(LogTemplate.of("Can't read, won't retry; face added"))
        .isEqualTo("can't read, won't retry; face added");
  }

  @Test
  void aTemplateOnBothSidesNamesBothLines() {
    LogLine training = new LogLine("routine", "Rolled segment 12 in 3 ms", "train.tsv line 2");
    LogLine heldOut = new LogLine("routine", "Rolled segment 7 in 15 ms", "heldout.tsv line 9");

    assertThatThrownBy(() -> LogTemplate.requireApart(List.of(training), List.of(heldOut)))
        .isInstanceOf(InvalidLinesException.class)
        .hasMessageContaining("train.tsv line 2 (routine): Rolled segment 12 in 3 ms")
        .hasMessageContaining("heldout.tsv line 9 (routine): Rolled segment 7 in 15 ms");
  }

  @Test
  void differentStatementsMayBeOnBothSides() {
    LogLine training = new LogLine("routine", "Rolled segment 12", "train.tsv line 2");
    LogLine heldOut = new LogLine("routine", "Deleted segment 12", "heldout.tsv line 9");

    assertThatCode(() -> LogTemplate.requireApart(List.of(training), List.of(heldOut)))
        .doesNotThrowAnyException();
  }

  @Test
  void linesOfOneTemplateShareAFold() {
    List<LogLine> lines =
        List.of(
            new LogLine("a", "took 1 ms", "1"),
            new LogLine("a", "failed", "2"),
            new LogLine("a", "took 2 ms", "3"),
            new LogLine("b", "gone", "4"));

    int[] folds = Folds.byTemplate(lines, 2, 5);

    assertThat(folds[0]).isEqualTo(folds[2]).isNotEqualTo(folds[1]);
  }
}
