package io.millrace.workbench.report;

import java.util.List;

/**
 * All that {@code report.html} shows of a classifier of anything.
 *
 * @param judgedOn what the answers are answers to, such as {@code 500 test texts}
 * @param answers in any order
 * @param temperature by which logits were divided; 1 = they were not
 * @param unknownBelow the probability under which an answer is {@code unknown}; 0 = never
 * @param controls what it has to beat, on the same items; empty = nothing was compared
 * @param losses of the runs that trained; empty = nothing was trained by epochs
 */
public record AnswersReport(
    String title,
    String judgedOn,
    List<String> labels,
    List<Answer> answers,
    double temperature,
    double unknownBelow,
    List<Control> controls,
    List<LossCurve> losses,
    List<Fact> facts) {

  /**
   * An answer to one item.
   *
   * @param item as people know it: a text, a recording and its place in it
   * @param truth place of its label
   * @param probabilities of each label, as served
   * @param raw the same without temperature
   */
  @SuppressWarnings("ArrayRecordComponent") // drawn once, never compared
  public record Answer(String item, int truth, double[] probabilities, double[] raw) {

    /** The place of the likeliest label. */
    public int top() {
      int top = 0;
      for (int i = 1; i < probabilities.length; i++) {
        top = probabilities[i] > probabilities[top] ? i : top;
      }
      return top;
    }

    /** The probability of that label. */
    public double confidence() {
      return probabilities[top()];
    }

    /** Whether the likeliest label is the one that holds. */
    public boolean right() {
      return top() == truth;
    }
  }

  /**
   * @param right share of all items that it answers rightly
   */
  public record Control(String name, double right, double macroF1) {}

  public AnswersReport {
    Checks.text("title", title);
    Checks.some("answers", answers);
    labels = List.copyOf(labels);
    answers = List.copyOf(answers);
    controls = List.copyOf(controls);
    losses = List.copyOf(losses);
    facts = List.copyOf(facts);
    for (Answer answer : answers) {
      Checks.length("probabilities", answer.probabilities(), labels.size());
      Checks.length("raw", answer.raw(), labels.size());
    }
  }
}
