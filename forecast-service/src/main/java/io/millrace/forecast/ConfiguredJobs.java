package io.millrace.forecast;

import io.millrace.events.ForecastJob;
import io.millrace.events.InvalidEventException;
import io.millrace.events.JobCadence;
import io.millrace.events.JobGaps;
import io.millrace.events.JobOrigin;
import io.millrace.events.JobRule;
import io.millrace.forecast.ForecastSettings.CadenceSettings;
import io.millrace.forecast.ForecastSettings.GapSettings;
import io.millrace.forecast.ForecastSettings.JobSettings;
import io.millrace.forecast.jobs.Job;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/** Jobs out of the configuration; what is wrong stops start-up with its key. */
public final class ConfiguredJobs {

  private ConfiguredJobs() {}

  /**
   * @param now of which the jobs say that they were written at it
   * @throws IllegalStateException with the key that is wrong
   */
  public static List<ForecastJob> of(List<JobSettings> settings, Instant now) {
    List<ForecastJob> jobs = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JobSettings job : settings) {
      String key = "millrace.jobs[" + jobs.size() + "]";
      if (!names.add(job.name())) {
        throw new IllegalStateException(key + ".name: " + job.name() + " is given twice");
      }
      jobs.add(job(job, key, now));
    }
    return jobs;
  }

  private static ForecastJob job(JobSettings job, String key, Instant now) {
    JobCadence cadence = within(key + ".cadence", () -> cadence(job.cadence()));
    JobGaps gaps = within(key + ".gaps", () -> gaps(job.gaps()));
    List<JobRule> rules = new ArrayList<>();
    for (RuleSettings rule : job.rules()) {
      rules.add(within(key + ".rules[" + rules.size() + "]", () -> rule(rule)));
    }
    return within(key, () -> job(job, cadence, gaps, rules, now));
  }

  private static ForecastJob job(
      JobSettings job, JobCadence cadence, JobGaps gaps, List<JobRule> rules, Instant now) {
    ForecastJob configured =
        ForecastJob.of(
            job.name(),
            job.series(),
            job.model().orElse(null),
            job.challenger().orElse(null),
            job.step().orElse(null),
            job.tolerance().orElse(null),
            cadence,
            gaps,
            job.known().orElse(null),
            job.horizon().orElse(null),
            job.quantiles().orElse(null),
            job.raw().orElse(null),
            job.parts().orElse(null),
            job.forgetAfter().orElse(null),
            rules,
            JobOrigin.CONFIGURATION,
            now);
    Job.of(configured); // refuses what could not run
    return configured;
  }

  private static JobCadence cadence(CadenceSettings cadence) {
    return cadence.steps().isEmpty() && cadence.every().isEmpty()
        ? JobCadence.EACH_STEP
        : new JobCadence(cadence.steps().orElse(null), cadence.every().orElse(null));
  }

  private static JobGaps gaps(GapSettings gaps) {
    return JobGaps.of(
        gaps.fill().orElse(null), gaps.limit().orElse(null), gaps.season().orElse(null));
  }

  private static JobRule rule(RuleSettings rule) {
    return JobRule.of(
        rule.name(),
        rule.kind(),
        rule.variate().orElse(null),
        rule.severity().orElse(null),
        rule.severityAt(),
        rule.labels(),
        rule.annotations(),
        rule.minimum().orElse(null),
        rule.keepFiringFor().orElse(null),
        rule.updateEvery().orElse(null),
        rule.notAgainFor().orElse(null),
        rule.flapWithin().orElse(null),
        rule.above().orElse(null),
        rule.below().orElse(null),
        rule.within().orElse(null),
        rule.fireAt().orElse(null),
        rule.resolveBelow().orElse(null),
        rule.tail().orElse(null),
        rule.refractory().orElse(null),
        rule.points().orElse(null),
        rule.of().orElse(null),
        rule.label().orElse(null),
        rule.score().orElse(null),
        rule.after().orElse(null));
  }

  private static <T> T within(String key, Supplier<T> value) {
    try {
      return value.get();
    } catch (InvalidEventException wrong) {
      throw new IllegalStateException(
          key + "." + hyphenated(wrong.field()) + ": " + wrong.reason(), wrong);
    }
  }

  /** {@code resolveBelow} of JSON is {@code resolve-below} as a key. */
  private static String hyphenated(String field) {
    return field.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }
}
