package io.millrace.benchmarks.alert;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * How an alarm fares that is raised or not at each window.
 *
 * @param raised windows with an alarm
 * @param right of those, the ones that came true
 * @param breaches windows that came true
 */
record Alarms(int raised, int right, int breaches) {

  static Alarms of(List<BreachWindow> windows, Predicate<BreachWindow> alarm) {
    int raised = 0;
    int right = 0;
    int breaches = 0;
    for (BreachWindow window : windows) {
      boolean isRaised = alarm.test(window);
      raised += isRaised ? 1 : 0;
      right += isRaised && window.breached() ? 1 : 0;
      breaches += window.breached() ? 1 : 0;
    }
    return new Alarms(raised, right, breaches);
  }

  Alarms and(Alarms other) {
    return new Alarms(raised + other.raised, right + other.right, breaches + other.breaches);
  }

  double precision() {
    return raised == 0 ? 0 : (double) right / raised;
  }

  double recall() {
    return breaches == 0 ? 0 : (double) right / breaches;
  }

  /** The harmonic mean of the two. */
  double f1() {
    return right == 0 ? 0 : 2.0 * right / (raised + breaches);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "precision %.2f, recall %.2f, F1 %.2f", precision(), recall(), f1());
  }
}
