package io.millrace.forecast.jobs;

import java.util.List;

/** Every job; the first that covers a series is the series' own. */
public record Jobs(List<Job> all) {

  public Jobs {
    all = List.copyOf(all);
  }

  public Job of(String series) {
    return all.stream().filter(job -> job.covers(series)).findFirst().orElse(Job.OTHERS);
  }
}
