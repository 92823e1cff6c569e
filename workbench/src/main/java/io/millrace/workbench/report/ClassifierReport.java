package io.millrace.workbench.report;

import java.util.List;

/**
 * All that {@code report.html} shows of a classifier.
 *
 * @param sentences what it comes to, first of all
 * @param scores on held-out items, the network's first, then the controls'
 * @param confusion of the network's answers
 * @param mistakes the surest first
 * @param facts where it came from, in the order they are shown
 */
public record ClassifierReport(
    String title,
    List<String> sentences,
    List<Score> scores,
    ConfusionMatrix confusion,
    List<Mistake> mistakes,
    List<Fact> facts) {

  /**
   * What a classifier reached.
   *
   * @param accuracy from 0 to 1
   * @param macroF1 from 0 to 1
   */
  public record Score(String classifier, double accuracy, double macroF1) {

    public String accuracyText() {
      return Words.percentWithTenths(accuracy);
    }

    public String macroF1Text() {
      return Words.format("%.3f", macroF1);
    }
  }

  /**
   * An item that was answered wrongly.
   *
   * @param item a text, or the place of a frame
   * @param probability of the answer
   */
  public record Mistake(String item, String truth, String answer, double probability) {

    public String probabilityText() {
      return Words.format("%.3f", probability);
    }
  }

  public ClassifierReport {
    Checks.text("title", title);
    sentences = List.copyOf(sentences);
    scores = List.copyOf(scores);
    mistakes = List.copyOf(mistakes);
    facts = List.copyOf(facts);
  }
}
