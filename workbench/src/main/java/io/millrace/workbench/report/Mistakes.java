package io.millrace.workbench.report;

import java.util.List;

/** The answers that are wrong, the surest first. */
record Mistakes(int all, List<Row> rows) {

  private static final int SHOWN = 20;
  private static final int LONGEST = 300; // characters of an item

  record Row(String item, String truth, String answer, String probability, String ofTruth) {}

  static Mistakes of(AnswersReport report) {
    List<AnswersReport.Answer> wrong = report.mistakes().toList();
    return new Mistakes(
        wrong.size(),
        wrong.stream().limit(SHOWN).map(answer -> row(answer, report.labels())).toList());
  }

  private static Row row(AnswersReport.Answer answer, List<String> labels) {
    String item = answer.item();
    return new Row(
        item.length() > LONGEST ? item.substring(0, LONGEST) + "…" : item,
        labels.get(answer.truth()),
        labels.get(answer.given()),
        Words.percent(answer.confidence()),
        Words.percent(answer.probabilities()[answer.truth()]));
  }
}
