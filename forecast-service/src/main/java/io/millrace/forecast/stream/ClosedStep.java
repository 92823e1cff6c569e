package io.millrace.forecast.stream;

import io.millrace.forecast.jobs.Job;
import io.millrace.forecasting.Challenge;
import io.millrace.forecasting.Window;
import java.util.Optional;

/**
 * A closed step of a series, whose turn it is.
 *
 * @param window ends with the step; everything a forecaster may look back on
 * @param waited for its turn, in milliseconds
 * @param overtaken whether a later step of the series waits too
 * @param challenge how the contest of the series' model stood when the step's turn came, if there
 *     is one; steps before it may have decided it since
 */
public record ClosedStep(
    String series,
    Job job,
    Window window,
    long waited,
    boolean overtaken,
    Optional<Challenge> challenge) {

  /** Of a series whose model nobody challenges. */
  public ClosedStep(String series, Job job, Window window, long waited, boolean overtaken) {
    this(series, job, window, waited, overtaken, Optional.empty());
  }

  /** Whether the job wants a forecast of it; if not it is only scored. */
  boolean isWanted() {
    return job.cadence().includes(window.grid(), window.slot());
  }
}
