package io.millrace.forecast.jobs;

import io.millrace.events.InvalidEventException;
import io.millrace.events.JobRule;
import io.millrace.forecasting.Limit;
import io.millrace.forecasting.alert.AlertRule;
import io.millrace.forecasting.alert.AlertTerms;
import io.millrace.forecasting.alert.AlertTiming;
import io.millrace.forecasting.alert.BreachAhead;
import io.millrace.forecasting.alert.CoverageOff;
import io.millrace.forecasting.alert.LabelCount;
import io.millrace.forecasting.alert.ModelDegraded;
import io.millrace.forecasting.alert.Severities;
import io.millrace.forecasting.alert.Silence;
import io.millrace.forecasting.alert.Unexpected;
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
      return of(rule, terms(rule));
    } catch (IllegalArgumentException refused) {
      throw new InvalidEventException(field, String.valueOf(refused.getMessage()));
    }
  }

  private static AlertTerms terms(JobRule rule) {
    return new AlertTerms(
        rule.name(),
        rule.severity(),
        rule.labels(),
        rule.annotations(),
        new AlertTiming(
            rule.minimum(),
            rule.keepFiringFor(),
            rule.updateEvery(),
            rule.notAgainFor(),
            rule.flapWithin()));
  }

  private static AlertRule of(JobRule rule, AlertTerms terms) {
    return switch (rule.kind()) {
      case BREACH_AHEAD -> breach(rule, terms);
      case UNEXPECTED -> unexpected(rule, terms);
      case LABEL_COUNT ->
          new LabelCount(
              terms, of(rule.label()), of(rule.score()), of(rule.points()), of(rule.of()));
      case SILENCE -> new Silence(terms, of(rule.after()));
      case MODEL_DEGRADED ->
          new ModelDegraded(
              terms,
              of(rule.variate()),
              of(rule.fireAt()),
              of(rule.resolveBelow()),
              of(rule.points()));
      case COVERAGE_OFF ->
          new CoverageOff(
              terms,
              of(rule.variate()),
              of(rule.fireAt()),
              of(rule.resolveBelow()),
              of(rule.points()));
    };
  }

  private static BreachAhead breach(JobRule rule, AlertTerms terms) {
    return new BreachAhead(
        terms,
        of(rule.variate()),
        limit(rule),
        of(rule.within()),
        of(rule.fireAt()),
        of(rule.resolveBelow()),
        Severities.of(rule.severityAt()));
  }

  private static Limit limit(JobRule rule) {
    return rule.above() == null ? Limit.below(of(rule.below())) : Limit.above(rule.above());
  }

  private static Unexpected unexpected(JobRule rule, AlertTerms terms) {
    return new Unexpected(terms, of(rule.variate()), of(rule.tail()), of(rule.refractory()));
  }

  /** Of a rule of its kind it is there. */
  private static <T> T of(@Nullable T value) {
    return Objects.requireNonNull(value);
  }
}
