package io.millrace.workbench.train;

import io.millrace.serving.ModelManifest;
import io.millrace.transformers.classification.ClassificationScores;
import io.millrace.transformers.classification.Majority;
import io.millrace.transformers.classification.Reliability;
import io.millrace.transformers.text.Confidence;
import io.millrace.transformers.text.KeywordRules;
import io.millrace.transformers.text.LabelledText;
import io.millrace.workbench.report.AnswersReport;
import io.millrace.workbench.text.TextData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a classifier answered to texts that it did not learn from, and what its controls did.
 *
 * @param on what the answers are answers to
 * @param logits {@code [text][label]}, before the temperature
 * @param scores by who answered, the model's first; keys as {@code model.json} has them
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record TextJudgement(
    TextModel model,
    String on,
    List<LabelledText> texts,
    double[][] logits,
    Map<String, ClassificationScores> scores) {

  private static final String MODEL = "heldOut";
  private static final String OUT_OF_FOLD = "crossValidationOnTraining";

  /** Of texts that are only ever measured; without any, of those left out or of validation. */
  static TextJudgement of(TextModel model, TextData data, @Nullable KeywordRules rules) {
    if (!data.test().isEmpty()) {
      return judged(model, "test texts", data.test(), MODEL, data, rules);
    }
    return model.outOfFold().length == 0
        ? judged(model, "validation texts, which chose", data.validation(), MODEL, data, rules)
        : leftOut(model, data, rules);
  }

  private static TextJudgement judged(
      TextModel model,
      String what,
      List<LabelledText> texts,
      String key,
      TextData data,
      @Nullable KeywordRules rules) {
    double[][] logits = model.tuned().logits(texts.stream().map(LabelledText::text).toList());
    String on = texts.size() + " " + what;
    return new TextJudgement(
        model, on, texts, logits, scores(model, key, texts, logits, data, rules));
  }

  private static TextJudgement leftOut(
      TextModel model, TextData data, @Nullable KeywordRules rules) {
    return new TextJudgement(
        model,
        data.training().size() + " examples, each by a model that had not seen it",
        data.training(),
        model.outOfFold(),
        scores(model, OUT_OF_FOLD, data.training(), model.outOfFold(), data, rules));
  }

  private static Map<String, ClassificationScores> scores(
      TextModel model,
      String key,
      List<LabelledText> texts,
      double[][] logits,
      TextData data,
      @Nullable KeywordRules rules) {
    List<String> truth = texts.stream().map(LabelledText::label).toList();
    Confidence confidence = model.tuned().confidence();
    Map<String, ClassificationScores> scores = new LinkedHashMap<>();
    scores.put(
        key, ClassificationScores.of(truth, answers(model, logits, confidence.unknownBelow())));
    if (key.equals(MODEL)) {
      scores.put(
          "heldOutIfNeverUnknown", ClassificationScores.of(truth, answers(model, logits, 0)));
    }
    if (rules != null) {
      scores.put(
          "heldOutKeywordRules",
          ClassificationScores.of(
              truth, texts.stream().map(text -> rules.label(text.text())).toList()));
    }
    String usual = Majority.of(data.training().stream().map(LabelledText::label).toList());
    if (key.equals(MODEL)) {
      scores.put(
          "heldOutMajority",
          ClassificationScores.of(truth, texts.stream().map(text -> usual).toList()));
    }
    if (key.equals(MODEL) && model.outOfFold().length > 0) {
      scores.put(OUT_OF_FOLD, leftOut(model, data, null).own());
    }
    return scores;
  }

  private static List<String> answers(TextModel model, double[][] logits, double threshold) {
    List<String> answers = new ArrayList<>();
    for (double[] each :
        Confidence.probabilities(logits, model.tuned().confidence().temperature())) {
      int top = Confidence.top(each);
      answers.add(each[top] < threshold ? ModelManifest.UNKNOWN : model.tuned().labels().get(top));
    }
    return answers;
  }

  /** The model's own. */
  ClassificationScores own() {
    return scores.values().iterator().next();
  }

  /** What it has to beat, by name. */
  Map<String, ClassificationScores> controls() {
    Map<String, ClassificationScores> controls = new LinkedHashMap<>();
    scores.forEach(
        (key, each) -> {
          if (key.endsWith("KeywordRules")) {
            controls.put("keyword rules", each);
          } else if (key.endsWith("Majority")) {
            controls.put("always the most frequent label", each);
          }
        });
    return controls;
  }

  /** The share of texts whose likeliest label is theirs. */
  double accuracy() {
    int[] truth = truth();
    long right =
        IntStream.range(0, truth.length).filter(i -> Confidence.top(logits[i]) == truth[i]).count();
    return (double) right / truth.length;
  }

  /** Distance of probabilities from how often they are right. */
  double calibrationError(double temperature) {
    return Reliability.of(Confidence.probabilities(logits, temperature), truth()).error();
  }

  Map<String, Object> metrics() {
    double temperature = model.tuned().confidence().temperature();
    Map<String, Object> metrics = new LinkedHashMap<>();
    scores.forEach((answerer, each) -> metrics.put(answerer, each.toMap()));
    metrics.put("temperature", rounded(temperature));
    metrics.put("calibrationError", rounded(calibrationError(temperature)));
    metrics.put("calibrationErrorWithoutTemperature", rounded(calibrationError(1)));
    return metrics;
  }

  List<AnswersReport.Answer> shown() {
    double[][] served = Confidence.probabilities(logits, model.tuned().confidence().temperature());
    double[][] raw = Confidence.probabilities(logits, 1);
    int[] truth = truth();
    List<AnswersReport.Answer> answers = new ArrayList<>();
    for (int i = 0; i < truth.length; i++) {
      answers.add(
          AnswersReport.Answer.likeliest(
              texts.get(i).text(),
              truth[i],
              model.tuned().confidence().unknownBelow(),
              served[i],
              raw[i]));
    }
    return answers;
  }

  private int[] truth() {
    List<String> labels = model.tuned().labels();
    return texts.stream().mapToInt(text -> labels.indexOf(text.label())).toArray();
  }

  private static double rounded(double value) {
    return Math.round(value * 1e4) / 1e4;
  }
}
