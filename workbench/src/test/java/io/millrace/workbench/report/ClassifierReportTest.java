package io.millrace.workbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierReportTest {

  private static final ConfusionMatrix CONFUSION =
      ConfusionMatrix.of(
          Map.of("open", Map.of("open", 9, "shut", 1), "shut", Map.of("shut", 4, "unknown", 4)));

  @TempDir Path folder;

  @Test
  void theMatrixHasAColumnForEveryLabelAndAnswer() {
    assertThat(CONFUSION.answers()).containsExactly("open", "shut", "unknown");
    assertThat(CONFUSION.rows())
        .extracting(ConfusionMatrix.Row::truth)
        .containsExactly("open", "shut");
    ConfusionMatrix.Row shut = CONFUSION.rows().get(1);
    assertThat(shut.cells())
        .containsExactly(
            new ConfusionMatrix.Cell(0, false, 0),
            new ConfusionMatrix.Cell(4, true, 50),
            new ConfusionMatrix.Cell(4, false, 50));
    assertThat(shut.recall()).isEqualTo("50.0\u00a0%");
  }

  @Test
  void thePageShowsScoresConfusionAndMistakesAndEscapesThem() throws IOException {
    ClassifierReport report =
        new ClassifierReport(
            "doors 1",
            List.of("1 of 10 is wrong."),
            List.of(
                new ClassifierReport.Score("network", 0.9, 0.875),
                new ClassifierReport.Score("majority", 0.5, 0.25)),
            CONFUSION,
            List.of(new ClassifierReport.Mistake("a <b> & c", "open", "shut", 0.75)),
            List.of(Fact.of("frames", 18)));

    Path page = ReportWriter.write(report, folder);

    assertThat(Files.readString(page).replace('\u00a0', ' '))
        .contains("<h1>doors 1</h1>", "<p>1 of 10 is wrong.</p>")
        .contains("<tr class=\"model\"><th scope=\"row\">network</th><td>90.0 %</td><td>0.875</td>")
        .contains("<tr class=\"control\"><th scope=\"row\">majority</th>")
        .contains("<td class=\"right\" style=\"--share: 90\">9</td>")
        .contains("<td class=\"wrong\" style=\"--share: 0\">·</td>")
        .contains("<td class=\"text\">a &lt;b&gt; &amp; c</td><td>open</td><td>shut</td>")
        .contains("<dt>frames</dt><dd>18</dd>")
        .doesNotContain("http:", "https:", "<script", "<link", "src=", "href=");
  }

  @Test
  void withoutMistakesThePageHasNoListOfThem() {
    ClassifierReport report =
        new ClassifierReport("doors 1", List.of(), List.of(), CONFUSION, List.of(), List.of());

    assertThat(ReportWriter.html(report)).doesNotContain("Worst mistakes");
  }
}
