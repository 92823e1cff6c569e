package io.millrace.workbench.report;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that {@code report.html} shows of a classifier of anything.
 *
 * @param judgedOn what the answers are answers to, such as {@code 500 test texts}
 * @param answers in any order
 * @param temperature by which logits were divided; 1 = they were not
 * @param unknownBelow the probability under which an answer is {@code unknown}; 0 = never; NaN = it
 *     can't be
 * @param tables further ones, that stand after the answers
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
    List<Table> tables,
    List<LossCurve> losses,
    List<Fact> facts) {

  /**
   * An answer to one item.
   *
   * @param item as people know it: a text, a recording and its place in it
   * @param truth place of its label
   * @param given place of the label that was answered; {@link #UNKNOWN} = none was
   * @param probabilities of each label, as served
   * @param raw the same without temperature
   */
  @SuppressWarnings("ArrayRecordComponent") // drawn once, never compared
  public record Answer(String item, int truth, int given, double[] probabilities, double[] raw) {

    public static final int UNKNOWN = -1;

    /**
     * The likeliest label is the answer, where it is likely enough.
     *
     * @param unknownBelow the probability under which it is not
     */
    public static Answer likeliest(
        String item, int truth, double unknownBelow, double[] probabilities, double[] raw) {
      int top = top(probabilities);
      int given = probabilities[top] < unknownBelow ? UNKNOWN : top;
      return new Answer(item, truth, given, probabilities, raw);
    }

    private static int top(double[] probabilities) {
      int top = 0;
      for (int i = 1; i < probabilities.length; i++) {
        top = probabilities[i] > probabilities[top] ? i : top;
      }
      return top;
    }

    /** The probability of what was answered; of the likeliest label if that was none. */
    public double confidence() {
      return probabilities[given == UNKNOWN ? top(probabilities) : given];
    }

    /** Whether what was answered is another label than the one that holds. */
    public boolean wrong() {
      return given != UNKNOWN && given != truth;
    }
  }

  /**
   * @param right share of all items that it answers rightly
   */
  public record Control(String name, double right, double macroF1) {}

  /**
   * Numbers beside each other.
   *
   * @param sentence what they are; empty = the heading says it
   * @param rows as many cells each as there are columns, the first of them a name
   */
  public record Table(
      String heading, String sentence, List<String> columns, List<List<String>> rows) {

    public Table {
      Checks.text("heading", heading);
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
      for (List<String> row : rows) {
        Checks.check(row.size() == columns.size(), "row", columns.size() + " cells", row.size());
      }
    }
  }

  public AnswersReport {
    Checks.text("title", title);
    Checks.some("answers", answers);
    labels = List.copyOf(labels);
    answers = List.copyOf(answers);
    controls = List.copyOf(controls);
    tables = List.copyOf(tables);
    losses = List.copyOf(losses);
    facts = List.copyOf(facts);
    for (Answer answer : answers) {
      Checks.length("probabilities", answer.probabilities(), labels.size());
      Checks.length("raw", answer.raw(), labels.size());
    }
  }

  /** The surest of the answers that are wrong, a line each. */
  public List<String> mistakeLines(int most) {
    return mistakes()
        .limit(most)
        .map(
            wrong ->
                Words.format(
                    "  wrong: \"%s\" is %s, answered %s with %.1f %%",
                    wrong.item(),
                    labels.get(wrong.truth()),
                    labels.get(wrong.given()),
                    100 * wrong.confidence()))
        .toList();
  }

  /** The answers that are wrong, the surest first. */
  Stream<Answer> mistakes() {
    return answers.stream()
        .filter(Answer::wrong)
        .sorted(Comparator.comparing(Answer::confidence).reversed());
  }
}
