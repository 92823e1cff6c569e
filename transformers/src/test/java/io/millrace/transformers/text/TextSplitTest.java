package io.millrace.transformers.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TextSplitTest {

  private final List<LabelledText> texts = texts();

  @Test
  void eachLabelHasItsShareOnBothSides() {
    TextSplit split = TextSplit.of(texts, 10, 1);

    assertThat(count(split.aside(), "often")).isEqualTo(20);
    assertThat(count(split.aside(), "seldom")).isEqualTo(2);
    assertThat(split.kept()).hasSize(texts.size() - split.aside().size());
  }

  @Test
  void textsThatDifferInNumbersOnlyStayTogether() {
    List<LabelledText> doubled = new ArrayList<>(texts);
    for (int i = 0; i < 50; i++) {
      doubled.add(new LabelledText("took %d ms at step %s".formatted(i, word(i / 10)), "often"));
    }

    TextSplit split = TextSplit.of(doubled, 5, 1);

    assertThat(TextSplit.twins(split.kept(), split.aside())).isEmpty();
  }

  @Test
  void aLabelWithFewTextsKeepsThemToLearnFrom() {
    List<LabelledText> more = new ArrayList<>(texts);
    more.add(new LabelledText("hapax", "once"));

    TextSplit split = TextSplit.of(more, 10, 1);

    assertThat(count(split.kept(), "once")).isEqualTo(1);
  }

  @Test
  void theSeedDecidesWhichAndNothingElseDoes() {
    Set<LabelledText> first = new HashSet<>(TextSplit.of(texts, 10, 1).aside());

    assertThat(new HashSet<>(TextSplit.of(texts, 10, 1).aside())).isEqualTo(first);
    assertThat(new HashSet<>(TextSplit.of(texts, 10, 2).aside())).isNotEqualTo(first);
  }

  @Test
  void aTextOnBothSidesNamesBothPlaces() {
    LabelledText learnt = new LabelledText("Rolled segment 12 in 3 ms", "a", "train.tsv line 2");
    LabelledText asked = new LabelledText("rolled segment 7 in 15 ms", "a", "test.tsv line 9");

    List<TextSplit.Twins> twins = TextSplit.twins(List.of(learnt), List.of(asked));

    assertThat(twins).containsExactly(new TextSplit.Twins(learnt, asked));
  }

  @Test
  void equalTextsAreKeptOnce() {
    List<LabelledText> twice =
        List.of(
            new LabelledText("ok", "ham", "line 1"),
            new LabelledText("win", "spam", "line 2"),
            new LabelledText("ok", "ham", "line 3"));

    assertThat(TextSplit.distinct(twice)).containsExactly(twice.get(0), twice.get(1));
  }

  private static long count(List<LabelledText> texts, String label) {
    return texts.stream().filter(text -> text.label().equals(label)).count();
  }

  private static List<LabelledText> texts() {
    List<LabelledText> texts = new ArrayList<>();
    for (int i = 0; i < 220; i++) {
      texts.add(new LabelledText("text " + word(i), i < 200 ? "often" : "seldom"));
    }
    return texts;
  }

  /** Numbers are masked, words are not. */
  private static String word(int number) {
    return Integer.toString(number)
        .chars()
        .mapToObj(digit -> Character.toString('a' + digit - '0'))
        .collect(Collectors.joining());
  }
}
