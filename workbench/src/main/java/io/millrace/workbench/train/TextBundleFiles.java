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
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a trained classifier of texts leaves behind: its bundle, and its report. */
record TextBundleFiles(
    Path data,
    TextOptions options,
    TextData texts,
    TextJudgement judgement,
    TypedCommand command,
    int seed) {

  private static final int GOLDEN = 2; // texts of each label
  private static final double CLEAR = 0.05; // from the threshold: rounding must not decide
  private static final double TOLERANCE = 0.01;

  void write(Path directory, String name, String version) throws IOException {
    FineTuned tuned = judgement.model().tuned();
    ClassifierHead head = judgement.model().head();
    if (options.withoutEncoder && head != null) {
      ModelManifest.textClassification(
              name, version, tuned.labels(), tuned.pretrained().maximumTokens())
          .withUnknownBelow(tuned.confidence().unknownBelow())
          .withMetrics(metrics())
          .withProvenance(provenance())
          .write(directory.resolve("model.json"));
      head.write(directory.resolve("head.json"));
      return;
    }
    tuned.write(directory, name, version, metrics(), provenance());
    List<GoldenExample> golden = golden(tuned);
    if (!golden.isEmpty()) {
      GoldenExamples.of(TOLERANCE, golden).write(directory.resolve("golden.json"));
    }
  }

  private Map<String, Object> metrics() {
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("trainingTexts", texts.training().size());
    metrics.putAll(judgement.metrics());
    return metrics;
  }

  private Map<String, Object> provenance() throws IOException {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("command", command.line());
    file(facts, "training", data);
    file(facts, "validation", options.validation);
    file(facts, "test", options.test);
    file(facts, "rules", options.rules);
    facts.put("seed", seed);
    facts.put("encoder", new TreeMap<>(judgement.model().tuned().pretrained().provenance()));
    facts.putAll(judgement.model().facts());
    return facts;
  }

  private static void file(Map<String, Object> facts, String what, @Nullable Path file)
      throws IOException {
    if (file != null) {
      facts.put(what, file.getFileName().toString());
      facts.put(what + "Sha256", Provenance.sha256(file));
    }
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

  AnswersReport report(String title) {
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
        judgement.model().losses(),
        facts());
  }

  private List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of("data", data.getFileName()));
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
    facts.add(Fact.verbatim("made by", command.line()));
    return facts;
  }
}
