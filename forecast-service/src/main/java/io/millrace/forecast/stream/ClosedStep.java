package io.millrace.forecast.stream;

import io.millrace.forecast.jobs.Job;
import io.millrace.forecasting.Window;

/**
 * A closed step of a series, whose turn it is.
 *
 * @param window ends with the step; everything a forecaster may look back on
 * @param waited for its turn, in milliseconds
 * @param overtaken whether a later step of the series waits too
 */
public record ClosedStep(String series, Job job, Window window, long waited, boolean overtaken) {

  /** Whether the job wants a forecast of it; if not it is only scored. */
  boolean isWanted() {
    return job.cadence().includes(window.grid(), window.slot());
  }
}
