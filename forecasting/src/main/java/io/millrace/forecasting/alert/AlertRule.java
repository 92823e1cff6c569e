package io.millrace.forecasting.alert;

/** Decides, step by step, whether something is wrong. */
public sealed interface AlertRule permits StepRule, LabelCount, Silence {

  AlertTerms terms();

  /** Such as {@code breach-ahead}. */
  String kind();

  /** The part of a series or source that it watches: a variate, a label; empty: all of it. */
  String watched();

  /** What a firing alert says of what is watched, as the end of a sentence. */
  String claim();

  default String name() {
    return terms().name();
  }

  /** Another rule under the same name does not go on with this one's alerts. */
  default String subject() {
    return kind() + "|" + watched();
  }

  /**
   * @param grade as in {@link Finding}
   */
  default String severity(int grade) {
    return terms().severity();
  }
}
