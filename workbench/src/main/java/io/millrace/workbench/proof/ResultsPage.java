package io.millrace.workbench.proof;

import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code docs/results.md}: every figure with its bound, its spread and the command that makes it.
 */
final class ResultsPage {

  private static final String HEAD =
      """
      # Results

      Made by `millrace proof` from the files in [results](results); edit neither by hand. Each row was measured by the
      command beside it; `kept` says whether the bound holds. Where several runs stand behind a figure, it is their mean
      and they are all listed under spread. `+` behind a commit: the working tree held changes not yet committed.
      """;

  private ResultsPage() {}

  static String of(List<ProofResult> results) {
    return HEAD + results.stream().map(ResultsPage::section).collect(Collectors.joining());
  }

  private static String section(ProofResult result) {
    StringBuilder page = new StringBuilder("\n## " + result.proof() + "\n\n");
    page.append(result.claim()).append("\n\n");
    page.append("| row | must reach | reached | kept | spread | published |\n");
    page.append("|---|---|---|---|---|---|\n");
    for (RowResult row : result.rows()) {
      page.append(
          line(
              row.row(),
              row.requirement(),
              row.reached(),
              row.kept() ? "yes" : "**no**",
              row.spread(),
              row.published()));
    }
    page.append('\n');
    for (RowResult row : result.rows()) {
      page.append(circumstances(row));
    }
    return page.toString();
  }

  private static String circumstances(RowResult row) {
    String note = row.note().isEmpty() ? "" : " " + row.note();
    return "- `%s`:%s `%s`, commit %s, %s, %d s, %s.%n"
        .formatted(
            row.row(),
            note,
            row.command(),
            row.commit(),
            row.at().substring(0, 10),
            row.seconds(),
            row.machine());
  }

  private static String line(String... cells) {
    return List.of(cells).stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
