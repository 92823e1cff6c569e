package io.millrace.forecasting.alert;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Severities by probability.
 *
 * @param steps rising; below the first the rule's usual severity holds
 */
public record Severities(List<Step> steps) {

  /** One severity for every probability. */
  public static final Severities USUAL = new Severities(List.of());

  /**
   * @param from probability from which it holds
   */
  public record Step(String severity, double from) {
    public Step {
      if (!(from > 0 && from <= 1)) {
        throw new IllegalArgumentException(
            "severityAt." + severity + ": must be above 0 and at most 1, is " + from);
      }
    }
  }

  public Severities {
    steps = steps.stream().sorted(Comparator.comparingDouble(Step::from)).toList();
  }

  /**
   * @param from probability from which a severity holds, by severity
   */
  public static Severities of(Map<String, Double> from) {
    return new Severities(
        from.entrySet().stream().map(each -> new Step(each.getKey(), each.getValue())).toList());
  }

  /** 0 = usual, rising. */
  int grade(double probability) {
    return (int) steps.stream().filter(step -> probability >= step.from()).count();
  }

  String name(int grade, String usual) {
    return grade == 0 ? usual : steps.get(Math.min(grade, steps.size()) - 1).severity();
  }
}
