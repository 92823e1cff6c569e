package io.millrace.forecast.jobs;

import io.millrace.events.ForecastJob;
import io.millrace.events.InvalidEventException;
import io.millrace.events.JobCadence;
import io.millrace.events.JobGaps;
import io.millrace.forecasting.GapFilling;
import io.millrace.forecasting.GapPolicy;
import io.millrace.forecasting.Grid;
import io.millrace.forecasting.HistoryPolicy;
import io.millrace.forecasting.alert.AlertRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How some series are forecast: a {@link ForecastJob} as it runs.
 *
 * @param model that serves them; empty: the one whose variates are the series' own
 * @param challenger that forecasts them beside it; empty: none
 * @param step of the grid; null: that of the first readings
 * @param known covariates that are known ahead
 * @param horizon of seasonal-naive; empty: as the service is configured
 * @param quantiles levels of seasonal-naive; empty: as the service is configured
 * @param raw whether a forecast also carries the model's own quantiles, before calibration
 * @param parts whether a forecast also carries trend and season, if the model has them
 * @param forgetAfter a series that was silent for so long is forgotten; it may come back
 */
public record Job(
    String name,
    SeriesPattern series,
    Optional<String> model,
    Optional<String> challenger,
    @Nullable Duration step,
    Duration tolerance,
    GapFilling gaps,
    Cadence cadence,
    List<String> known,
    OptionalInt horizon,
    List<Double> quantiles,
    boolean raw,
    boolean parts,
    Duration forgetAfter,
    List<AlertRule> rules) {

  /** For series that no job names: all as usual, any matching model, no rules. */
  public static final Job OTHERS = of(usual("others", "*"));

  public Job {
    known = List.copyOf(known);
    quantiles = List.copyOf(quantiles);
    rules = List.copyOf(rules);
  }

  /**
   * The one way in which a job comes to run.
   *
   * @throws InvalidEventException naming the field and what is wrong with it
   */
  public static Job of(ForecastJob job) {
    return new Job(
        job.name(),
        new SeriesPattern(job.series()),
        Optional.ofNullable(job.model()),
        Optional.ofNullable(job.challenger()),
        job.step(),
        job.tolerance(),
        filling(job.gaps()),
        cadence(job.cadence()),
        job.known(),
        job.horizon() == null ? OptionalInt.empty() : OptionalInt.of(job.horizon()),
        job.quantiles(),
        job.raw(),
        job.parts(),
        job.forgetAfter(),
        Rules.of(job.rules()));
  }

  private static ForecastJob usual(String name, String series) {
    return ForecastJob.of(
        name,
        series,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        Instant.EPOCH);
  }

  private static GapFilling filling(JobGaps gaps) {
    return new GapFilling(
        GapFilling.Kind.valueOf(gaps.fill().name()),
        gaps.limit(),
        gaps.season() == null ? OptionalInt.empty() : OptionalInt.of(gaps.season()));
  }

  private static Cadence cadence(JobCadence cadence) {
    return cadence.steps() == null
        ? new Cadence.Every(Objects.requireNonNull(cadence.every()))
        : new Cadence.Steps(cadence.steps());
  }

  public boolean covers(String name) {
    return series.covers(name);
  }

  /** What stands in for the missing steps of a series on a grid. */
  public GapPolicy gaps(Grid grid) {
    return gaps.policy(grid.step());
  }

  public HistoryPolicy policy(int lookback) {
    return HistoryPolicy.forLookback(lookback)
        .withStep(step)
        .withTolerance(tolerance)
        .withKnownAhead(known.isEmpty() ? 0 : HistoryPolicy.MOST_KNOWN_AHEAD);
  }
}
