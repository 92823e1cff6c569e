package io.millrace.forecast.jobs;

import io.millrace.events.ForecastJob;

/** The topic of jobs, for writing. Each call returns when the record is there for good. */
public interface JobLog {

  /**
   * @throws JobLogException if it is not known to be there
   */
  Written put(ForecastJob job);

  /**
   * Ends a job.
   *
   * @throws JobLogException if it is not known to be there
   */
  Written delete(String name);
}
