package io.millrace.workbench.train;

import io.millrace.transformers.classification.MultiLabelScores;
import io.millrace.transformers.text.LabelledText;
import io.millrace.transformers.text.MultiLabelConfidence;
import io.millrace.transformers.text.MultiLabelTuned;
import io.millrace.workbench.proof.Circumstances;
import io.millrace.workbench.report.AnswersReport;
import io.millrace.workbench.report.Fact;
import io.millrace.workbench.report.LossCurve;
import io.millrace.workbench.text.TextData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a classifier of many labels is worth, for the screen, {@code model.json} and {@code
 * report.html}. The page has a decision for every text and label: it holds, or it does not.
 *
 * @param judged texts that it did not learn from
 * @param logits {@code [text][label]}, before the temperature
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record MultiLabelReport(
    String title,
    MultiLabelTuned tuned,
    TextData texts,
    List<LabelledText> judged,
    double[][] logits,
    List<LossCurve> losses,
    TypedCommand command) {

  private static final int MISTAKES = 5; // that are said; the page has more
  private static final int HOLDS = 1;

  static MultiLabelReport of(
      String title,
      MultiLabelTuned tuned,
      TextData texts,
      List<LossCurve> losses,
      TypedCommand command) {
    List<LabelledText> judged = texts.test().isEmpty() ? texts.validation() : texts.test();
    double[][] logits = tuned.logits(judged.stream().map(LabelledText::text).toList());
    return new MultiLabelReport(title, tuned, texts, judged, logits, losses, command);
  }

  private String on() {
    return judged.size()
        + (texts.test().isEmpty() ? " validation texts, which chose" : " test texts");
  }

  private MultiLabelScores scores() {
    double[][] probabilities = probabilities();
    List<List<String>> answers = new ArrayList<>();
    for (double[] each : probabilities) {
      List<String> given = new ArrayList<>();
      for (int label = 0; label < each.length; label++) {
        if (each[label] >= threshold(label)) {
          given.add(labels().get(label));
        }
      }
      answers.add(given);
    }
    return MultiLabelScores.of(
        labels(), judged.stream().map(LabelledText::labels).toList(), answers);
  }

  private List<String> labels() {
    return tuned.labels();
  }

  private double threshold(int label) {
    return tuned.confidence().threshold(labels().get(label));
  }

  private double[][] probabilities() {
    return MultiLabelConfidence.probabilities(logits, tuned.confidence().temperature());
  }

  List<String> lines() {
    MultiLabelScores scores = scores();
    List<String> lines = new ArrayList<>();
    lines.add("on " + on() + ": " + summary(scores));
    lines.add(String.format("%-24s%8s%10s%8s%8s%11s", table(scores).columns().toArray()));
    table(scores)
        .rows()
        .forEach(row -> lines.add(String.format("%-24s%8s%10s%8s%8s%11s", row.toArray())));
    lines.addAll(page().mistakeLines(MISTAKES));
    return lines;
  }

  private static String summary(MultiLabelScores scores) {
    return String.format(
        Locale.ROOT,
        "micro-F1 %.3f, macro-F1 %.3f, all labels of a text right in %.1f %%",
        scores.microF1(),
        scores.macroF1(),
        100 * scores.exact());
  }

  private AnswersReport.Table table(MultiLabelScores scores) {
    return new AnswersReport.Table(
        "By label",
        "On " + on() + ": " + summary(scores) + ". A label holds from its threshold on.",
        List.of("label", "texts", "precision", "recall", "F1", "threshold"),
        scores.labels().stream().map(this::row).toList());
  }

  private List<String> row(MultiLabelScores.Label label) {
    return List.of(
        label.name(),
        Integer.toString(label.held()),
        number(label.precision()),
        number(label.recall()),
        number(label.f1()),
        number(tuned.confidence().threshold(label.name())));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3f", value);
  }

  Map<String, Object> metrics() {
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("trainingTexts", texts.training().size());
    metrics.put(texts.test().isEmpty() ? "validation" : "heldOut", scores().toMap());
    return metrics;
  }

  AnswersReport page() {
    List<AnswersReport.Answer> decisions = decisions();
    return new AnswersReport(
        title,
        "%,d decisions, a label of one of %s each".formatted(decisions.size(), on()),
        List.of("absent", "present"),
        decisions,
        tuned.confidence().temperature(),
        Double.NaN,
        List.of(never(decisions)),
        List.of(table(scores())),
        losses,
        facts());
  }

  private List<AnswersReport.Answer> decisions() {
    double[][] served = probabilities();
    double[][] raw = MultiLabelConfidence.probabilities(logits, 1);
    List<AnswersReport.Answer> decisions = new ArrayList<>();
    for (int i = 0; i < judged.size(); i++) {
      for (int label = 0; label < labels().size(); label++) {
        decisions.add(
            new AnswersReport.Answer(
                labels().get(label) + ": " + judged.get(i).text(),
                judged.get(i).labels().contains(labels().get(label)) ? HOLDS : 0,
                served[i][label] >= threshold(label) ? HOLDS : 0,
                both(served[i][label]),
                both(raw[i][label])));
      }
    }
    return decisions;
  }

  private static double[] both(double holds) {
    return new double[] {1 - holds, holds};
  }

  private static AnswersReport.Control never(List<AnswersReport.Answer> decisions) {
    double absent =
        decisions.stream().mapToDouble(decision -> 1 - decision.truth()).average().orElseThrow();
    return new AnswersReport.Control("never any label", absent, absent / (1 + absent));
  }

  private List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    facts.add(
        Fact.of(
            "texts",
            "%d to learn from, %d to validate, %d to test"
                .formatted(
                    texts.training().size(), texts.validation().size(), texts.test().size())));
    texts.notes().forEach(note -> facts.add(Fact.of("note", note)));
    facts.add(Fact.verbatim("network", tuned.classifier()));
    facts.add(Fact.of("machine", Circumstances.thisMachine()));
    facts.add(Fact.verbatim("made by", command.line()));
    return facts;
  }
}
