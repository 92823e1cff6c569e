package io.millrace.workbench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswersReportTest {

  private static final List<String> LABELS = List.of("ham", "spam");

  @TempDir Path folder;

  @Test
  void answersAreCountedByLabelWithUnknownInItsOwnColumn() {
    Confusion confusion = Confusion.of(report(answers(), 0.6));

    assertThat(confusion.columns()).containsExactly("ham", "spam", "unknown");
    assertThat(confusion.rows().get(0).cells())
        .extracting(Confusion.Cell::count)
        .containsExactly(1, 1, 1);
    assertThat(confusion.rows().get(1).cells())
        .extracting(Confusion.Cell::count)
        .containsExactly(0, 1, 0);
    assertThat(confusion.rows().get(1).precision()).isEqualTo(0.5);
    assertThat(confusion.rows().get(1).recall()).isEqualTo(1);
    assertThat(confusion.right()).isEqualTo(0.5);
  }

  @Test
  void withoutAThresholdNothingIsUnknown() {
    assertThat(Confusion.of(report(answers(), 0)).columns()).containsExactly("ham", "spam");
  }

  @Test
  void theSurestMistakeComesFirstAndUnknownIsNone() {
    List<AnswersReport.Answer> answers = new ArrayList<>(answers());
    answers.add(answer("less sure", 0, 0.3));

    Mistakes mistakes = Mistakes.of(report(answers, 0.6));

    assertThat(mistakes.rows()).extracting(Mistakes.Row::item).containsExactly("sure", "less sure");
    assertThat(mistakes.rows().get(0).probability()).isEqualTo("90\u00a0%");
  }

  @Test
  void thePageHasEveryPartAndEscapesWhatPeopleWrote() throws IOException {
    List<AnswersReport.Answer> answers = new ArrayList<>(answers());
    answers.add(answer("<script>alert(1)</script>", 0, 0.05));

    AnswersReportWriter.write(report(answers, 0.6), folder);

    assertThat(folder.resolve("report.html"))
        .content()
        .contains("Right on 40.0\u00a0% of 5 test texts")
        .contains("For comparison, always ham: right on 75.0\u00a0%")
        .contains("Made smaller", "<th scope=\"row\">int8</th><td>58.7</td>")
        .contains("Worst mistakes", "Whether its probabilities hold", "What unknown brings")
        .contains("&lt;script&gt;")
        .doesNotContain("<script>")
        .doesNotContain("src=", "href=");
  }

  @Test
  void aReportWithoutMistakesSaysSo() {
    String page =
        AnswersReportWriter.html(report(List.of(answer("a", 0, 0.9), answer("b", 1, 0.2)), 0));

    assertThat(page).contains("<p>None.</p>");
  }

  @Test
  void probabilitiesOfOtherLabelsAreRefused() {
    assertThatThrownBy(
            () ->
                report(
                    List.of(
                        new AnswersReport.Answer("a", 0, 0, new double[] {1}, new double[] {1})),
                    0))
        .hasMessage("probabilities: expected 2 numbers, found 1");
  }

  private static List<AnswersReport.Answer> answers() {
    return List.of(
        answer("right", 0, 0.8),
        answer("sure", 0, 0.1),
        answer("unsure", 0, 0.55),
        answer("no", 1, 0.2));
  }

  private static AnswersReport.Answer answer(String item, int truth, double ham) {
    double[] probabilities = {ham, 1 - ham};
    return AnswersReport.Answer.likeliest(item, truth, 0, probabilities, probabilities);
  }

  /** Answers as they are given where some are not sure enough. */
  private static List<AnswersReport.Answer> from(
      double unknownBelow, List<AnswersReport.Answer> answers) {
    return answers.stream()
        .map(
            each ->
                AnswersReport.Answer.likeliest(
                    each.item(), each.truth(), unknownBelow, each.probabilities(), each.raw()))
        .toList();
  }

  private static AnswersReport report(List<AnswersReport.Answer> answers, double unknownBelow) {
    return new AnswersReport(
        "spam 1",
        answers.size() + " test texts",
        LABELS,
        from(unknownBelow, answers),
        1.2,
        unknownBelow,
        List.of(new AnswersReport.Control("always ham", 0.75, 0.43)),
        List.of(
            new AnswersReport.Table(
                "Made smaller", "", List.of("way", "MB"), List.of(List.of("int8", "58.7")))),
        List.of(),
        List.of(Fact.of("data", "sms.tsv")));
  }
}
