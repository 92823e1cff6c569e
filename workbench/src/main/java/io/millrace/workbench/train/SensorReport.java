package io.millrace.workbench.train;

import io.millrace.transformers.classification.ClassificationScores;
import io.millrace.transformers.frames.FrameFitting;
import io.millrace.transformers.frames.FramePretraining;
import io.millrace.workbench.proof.Circumstances;
import io.millrace.workbench.report.ClassifierReport;
import io.millrace.workbench.report.ConfusionMatrix;
import io.millrace.workbench.report.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a sensor classifier is worth, for the screen and for {@code report.html}.
 *
 * @param command that makes it again
 */
record SensorReport(String title, FrameFitting.Fitted fitted, String command) {

  private static final int MISTAKES = 10; // that the screen shows
  private static final int MOST = 50; // that the page shows

  List<String> lines() {
    List<String> lines = new ArrayList<>(sentences());
    fitted
        .scores()
        .forEach(
            (name, scores) ->
                lines.add(
                    text(
                        "%-20s accuracy %.4f, macro-F1 %.4f",
                        name, scores.accuracy(), scores.macroF1())));
    lines.add(fitted.heldOut().table());
    mistakes(MISTAKES)
        .forEach(
            wrong ->
                lines.add(
                    text(
                        "  %s: %s, answered %s with probability %.3f",
                        wrong.item(), wrong.truth(), wrong.answer(), wrong.probability())));
    return lines;
  }

  ClassifierReport page() {
    return new ClassifierReport(
        title,
        sentences(),
        fitted.scores().entrySet().stream()
            .map(each -> score(each.getKey(), each.getValue()))
            .toList(),
        ConfusionMatrix.of(fitted.heldOut().confusion()),
        mistakes(MOST),
        List.of(
            Fact.of("frames", fitted.windows().shape()),
            Fact.of("split", fitted.split().rule()),
            Fact.verbatim("network", fitted.windows().network()),
            Fact.of("machine", Circumstances.thisMachine()),
            Fact.verbatim("made by", command)));
  }

  private List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        text(
            "%d of %d held-out frames are answered wrongly; %d were learnt from, %d validated.",
            fitted.mistakes().size(),
            fitted.heldOut().items(),
            fitted.split().training().size(),
            fitted.split().validation().size()));
    fitted.scores().entrySet().stream()
        .skip(1)
        .filter(control -> control.getValue().accuracy() >= fitted.heldOut().accuracy())
        .forEach(control -> sentences.add("It does not beat " + control.getKey() + "."));
    FramePretraining.Pretrained pretrained = fitted.pretrained();
    if (pretrained != null) {
      sentences.add(
          text(
              "Pre-training tells hidden samples with a squared error of %.4f; their mean does"
                  + " with %.4f, a straight line with %.4f.",
              pretrained.error(), pretrained.controls().byMean(), pretrained.controls().byLine()));
    }
    return sentences;
  }

  private static ClassifierReport.Score score(String name, ClassificationScores scores) {
    return new ClassifierReport.Score(name, scores.accuracy(), scores.macroF1());
  }

  private List<ClassifierReport.Mistake> mistakes(int most) {
    return fitted.mistakes().stream()
        .limit(most)
        .map(
            wrong ->
                new ClassifierReport.Mistake(
                    wrong.origin(), wrong.truth(), wrong.answer(), wrong.probability()))
        .toList();
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
