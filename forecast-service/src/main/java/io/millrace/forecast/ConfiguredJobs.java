package io.millrace.forecast;

import io.millrace.forecast.ForecastSettings.JobSettings;
import io.millrace.forecast.ForecastSettings.Kind;
import io.millrace.forecast.ForecastSettings.RuleSettings;
import io.millrace.forecast.jobs.Cadence;
import io.millrace.forecast.jobs.Job;
import io.millrace.forecast.jobs.Jobs;
import io.millrace.forecasting.AlertRule;
import io.millrace.forecasting.BreachAhead;
import io.millrace.forecasting.Limit;
import io.millrace.forecasting.Unexpected;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Jobs out of the configuration; what is wrong stops start-up with its key. */
final class ConfiguredJobs {

  private ConfiguredJobs() {}

  static Jobs of(List<JobSettings> settings) {
    List<Job> jobs = new ArrayList<>();
    for (JobSettings job : settings) {
      jobs.add(job(job, "millrace.jobs[" + jobs.size() + "]"));
    }
    return new Jobs(jobs);
  }

  private static Job job(JobSettings job, String key) {
    List<AlertRule> rules = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (RuleSettings rule : job.rules()) {
      String ruleKey = key + ".rules[" + rules.size() + "]";
      if (!names.add(rule.name())) {
        throw new IllegalStateException(ruleKey + ".name: " + rule.name() + " is given twice");
      }
      rules.add(rule(rule, ruleKey));
    }
    return new Job(
        job.name(),
        job.series(),
        job.model(),
        job.step().orElse(null),
        job.tolerance(),
        job.gapLimit(),
        Cadence.EACH_STEP,
        false,
        Job.USUAL_FORGET_AFTER,
        rules);
  }

  private static AlertRule rule(RuleSettings rule, String key) {
    try {
      return rule.kind() == Kind.BREACH_AHEAD ? breach(rule, key) : unexpected(rule);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalStateException(key + ": " + wrong.getMessage(), wrong);
    }
  }

  private static BreachAhead breach(RuleSettings rule, String key) {
    if (rule.above().isPresent() == rule.below().isPresent()) {
      throw new IllegalStateException(key + ": breach-ahead needs either above or below");
    }
    Limit limit =
        rule.above().isPresent()
            ? Limit.above(rule.above().getAsDouble())
            : Limit.below(rule.below().getAsDouble());
    return new BreachAhead(
        rule.name(),
        rule.severity(),
        rule.variate(),
        limit,
        rule.within(),
        rule.fireAt(),
        rule.resolveBelow(),
        rule.minimum());
  }

  private static Unexpected unexpected(RuleSettings rule) {
    return new Unexpected(
        rule.name(),
        rule.severity(),
        rule.variate(),
        rule.tail(),
        rule.points(),
        rule.of(),
        rule.minimum());
  }
}
