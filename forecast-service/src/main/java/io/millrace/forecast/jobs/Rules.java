package io.millrace.forecast.jobs;

import io.millrace.events.InvalidEventException;
import io.millrace.events.JobRule;
import io.millrace.forecasting.AlertRule;
import io.millrace.forecasting.BreachAhead;
import io.millrace.forecasting.Limit;
import io.millrace.forecasting.Unexpected;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rules of a job as they run. */
final class Rules {

  private Rules() {}

  static List<AlertRule> of(List<JobRule> rules) {
    List<AlertRule> running = new ArrayList<>();
    for (JobRule rule : rules) {
      running.add(of(rule, "rules[" + running.size() + "]"));
    }
    return running;
  }

  private static AlertRule of(JobRule rule, String field) {
    try {
      return rule.kind() == JobRule.Kind.BREACH_AHEAD ? breach(rule) : unexpected(rule);
    } catch (IllegalArgumentException refused) {
      throw new InvalidEventException(field, String.valueOf(refused.getMessage()));
    }
  }

  private static BreachAhead breach(JobRule rule) {
    return new BreachAhead(
        rule.name(),
        rule.severity(),
        rule.variate(),
        limit(rule),
        of(rule.within()),
        of(rule.fireAt()),
        of(rule.resolveBelow()),
        rule.minimum());
  }

  private static Limit limit(JobRule rule) {
    return rule.above() == null ? Limit.below(of(rule.below())) : Limit.above(rule.above());
  }

  private static Unexpected unexpected(JobRule rule) {
    return new Unexpected(
        rule.name(),
        rule.severity(),
        rule.variate(),
        of(rule.tail()),
        of(rule.points()),
        of(rule.of()),
        rule.minimum());
  }

  /** Of a rule of its kind it is there. */
  private static <T> T of(@Nullable T value) {
    return Objects.requireNonNull(value);
  }
}
