package io.millrace.forecast.jobs;

import io.millrace.events.ForecastJob;
import io.millrace.events.JobOrigin;
import java.time.Instant;

/** Jobs that differ in what a test looks at. */
public final class JobExamples {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  private JobExamples() {}

  public static ForecastJob job(String name, String series) {
    return job(name, series, JobOrigin.API, NOON);
  }

  static ForecastJob configured(String name, String series) {
    return job(name, series, JobOrigin.CONFIGURATION, NOON.plusSeconds(60));
  }

  static ForecastJob job(String name, String series, JobOrigin origin, Instant at) {
    return ForecastJob.of(
        name, series, null, null, null, null, null, null, null, null, null, null, null, null, null,
        origin, at);
  }
}
