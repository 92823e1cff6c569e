package io.millrace.workbench.train;

import io.millrace.serving.GoldenExample;
import io.millrace.serving.GoldenExamples;
import io.millrace.serving.ModelManifest;
import io.millrace.transformers.text.ClassifierHead;
import io.millrace.transformers.text.Confidence;
import io.millrace.transformers.text.FineTuned;
import io.millrace.transformers.text.LabelledText;
import io.millrace.workbench.proof.Circumstances;
import io.millrace.workbench.report.AnswersReport;
import io.millrace.workbench.report.Fact;
import io.millrace.workbench.text.TextData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a trained classifier of texts leaves behind: its bundle, and its report.
 *
 * @param withoutEncoder whether the encoder is added later
 */
record TextBundleFiles(
    TextData texts, TextJudgement judgement, TextProvenance provenance, boolean withoutEncoder) {

  private static final int GOLDEN = 2; // texts of each label
  private static final double CLEAR = 0.05; // from the threshold: rounding must not decide
  private static final double TOLERANCE = 0.01;

  /**
   * @param further metrics, beside how well it answered
   */
  void write(Path directory, String name, String version, Map<String, Object> further)
      throws IOException {
    FineTuned tuned = judgement.model().tuned();
    ClassifierHead head = judgement.model().head();
    Map<String, Object> origin = provenance.facts(tuned.pretrained(), judgement.model().facts());
    if (withoutEncoder && head != null) {
      ModelManifest.textClassification(
              name, version, tuned.labels(), tuned.pretrained().maximumTokens())
          .withUnknownBelow(tuned.confidence().unknownBelow())
          .withMetrics(metrics(further))
          .withProvenance(origin)
          .write(directory.resolve("model.json"));
      head.write(directory.resolve("head.json"));
      return;
    }
    tuned.write(directory, name, version, metrics(further), origin);
    List<GoldenExample> golden = golden(tuned);
    if (!golden.isEmpty()) {
      GoldenExamples.of(TOLERANCE, golden).write(directory.resolve("golden.json"));
    }
  }

  private Map<String, Object> metrics(Map<String, Object> further) {
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("trainingTexts", texts.training().size());
    metrics.putAll(judgement.metrics());
    metrics.putAll(further);
    return metrics;
  }

  /** Texts that are answered clearly, some of each label. */
  private List<GoldenExample> golden(FineTuned tuned) {
    List<String> candidates = candidates();
    double[][] probabilities =
        Confidence.probabilities(tuned.logits(candidates), tuned.confidence().temperature());
    Map<String, Integer> count = new LinkedHashMap<>();
    List<GoldenExample> golden = new ArrayList<>();
    for (int i = 0; i < probabilities.length; i++) {
      int top = Confidence.top(probabilities[i]);
      String label = tuned.labels().get(top);
      double probability = probabilities[i][top];
      boolean clear = probability > Math.max(0.5, tuned.confidence().unknownBelow()) + CLEAR;
      if (clear && count.merge(label, 1, Integer::sum) <= GOLDEN) {
        golden.add(GoldenExample.text(candidates.get(i), label, Map.of(label, probability)));
      }
    }
    return golden;
  }

  /** A few of each label are enough to choose from. */
  private List<String> candidates() {
    Map<String, Integer> count = new LinkedHashMap<>();
    return texts.training().stream()
        .filter(text -> count.merge(text.label(), 1, Integer::sum) <= 2 * GOLDEN)
        .map(LabelledText::text)
        .toList();
  }

  AnswersReport report(String title, List<AnswersReport.Table> tables) {
    Confidence confidence = judgement.model().tuned().confidence();
    List<AnswersReport.Control> controls = new ArrayList<>();
    judgement
        .controls()
        .forEach(
            (name, scores) ->
                controls.add(
                    new AnswersReport.Control(
                        name,
                        scores.rightWhenAnswered() * (1 - scores.unknown()),
                        scores.macroF1())));
    return new AnswersReport(
        title,
        judgement.on(),
        judgement.model().tuned().labels(),
        judgement.shown(),
        confidence.temperature(),
        confidence.unknownBelow(),
        controls,
        tables,
        judgement.model().losses(),
        facts());
  }

  private List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of("data", provenance.data().getFileName()));
    facts.add(
        Fact.of(
            "texts",
            "%d to learn from, %d to validate, %d to test"
                .formatted(
                    texts.training().size(), texts.validation().size(), texts.test().size())));
    texts.notes().forEach(note -> facts.add(Fact.of("note", note)));
    facts.add(Fact.of("trained", judgement.model().how()));
    facts.add(Fact.verbatim("encoder", judgement.model().tuned().classifier().encoder()));
    facts.add(Fact.of("machine", Circumstances.thisMachine()));
    facts.add(Fact.verbatim("made by", provenance.command().line()));
    return facts;
  }
}
