package io.millrace.forecast.stream;

import io.millrace.forecast.jobs.Job;
import io.millrace.forecasting.Window;

/**
 * A closed step of a series, whose turn it is.
 *
 * @param window ends with the step; everything a forecaster may look back on
 */
record ClosedStep(String series, Job job, Window window) {}
