package io.millrace.workbench.train;

import io.millrace.serving.Classification;
import io.millrace.transformers.classification.ClassificationScores;
import io.millrace.transformers.frames.FrameFitting;
import io.millrace.transformers.frames.LabelledFrame;
import io.millrace.workbench.proof.Circumstances;
import io.millrace.workbench.report.AnswersReport;
import io.millrace.workbench.report.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a sensor classifier is worth, for the screen and for {@code report.html}.
 *
 * @param command that makes it again
 */
record SensorReport(String title, FrameFitting.Fitted fitted, String command) {

  private static final int MISTAKES = 10; // that the screen shows; the page has more

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        text(
            "%d held-out frames; %d were learnt from, %d validated",
            fitted.heldOut().items(),
            fitted.split().training().size(),
            fitted.split().validation().size()));
    fitted
        .scores()
        .forEach(
            (name, scores) ->
                lines.add(
                    text(
                        "%-20s accuracy %.4f, macro-F1 %.4f",
                        name, scores.accuracy(), scores.macroF1())));
    lines.add(fitted.heldOut().table());
    pretraining().ifPresent(told -> lines.add("pre-training " + told));
    lines.addAll(page().mistakeLines(MISTAKES));
    return lines;
  }

  AnswersReport page() {
    return new AnswersReport(
        title,
        fitted.heldOut().items() + " held-out frames",
        labels(),
        answers(),
        1,
        0,
        fitted.scores().entrySet().stream()
            .skip(1)
            .map(each -> control(each.getKey(), each.getValue()))
            .toList(),
        List.of(),
        List.of(),
        facts());
  }

  private List<String> labels() {
    return fitted.manifest().labels();
  }

  private List<AnswersReport.Answer> answers() {
    List<AnswersReport.Answer> answers = new ArrayList<>();
    for (int i = 0; i < fitted.answers().size(); i++) {
      LabelledFrame frame = fitted.split().heldOut().get(i);
      Classification answer = fitted.answers().get(i);
      double[] probabilities =
          labels().stream()
              .mapToDouble(label -> answer.scores().getOrDefault(label, 0.0))
              .toArray();
      answers.add(
          AnswersReport.Answer.likeliest(
              frame.origin(), labels().indexOf(frame.label()), 0, probabilities, probabilities));
    }
    return answers;
  }

  private static AnswersReport.Control control(String name, ClassificationScores scores) {
    return new AnswersReport.Control(name, scores.accuracy(), scores.macroF1());
  }

  private List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of("frames", fitted.windows().shape()));
    facts.add(Fact.of("split", fitted.split().rule()));
    pretraining().ifPresent(told -> facts.add(Fact.of("pre-training", told)));
    facts.add(Fact.verbatim("network", fitted.windows().network()));
    facts.add(Fact.of("machine", Circumstances.thisMachine()));
    facts.add(Fact.verbatim("made by", command));
    return facts;
  }

  private Optional<String> pretraining() {
    return Optional.ofNullable(fitted.pretrained())
        .map(
            pretrained ->
                text(
                    "tells hidden samples with a squared error of %.4f; their mean does with %.4f,"
                        + " a straight line with %.4f",
                    pretrained.error(),
                    pretrained.controls().byMean(),
                    pretrained.controls().byLine()));
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
