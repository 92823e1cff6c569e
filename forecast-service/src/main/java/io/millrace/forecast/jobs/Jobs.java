package io.millrace.forecast.jobs;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The jobs as they are now. A series' own is the most specific that covers it: the one whose
 * pattern has the most literal characters, of equals the first by name.
 *
 * <p>Thread-safe. A change swaps all jobs at once; who asks sees those before it or those after it.
 */
public final class Jobs {

  private static final Comparator<Job> MOST_SPECIFIC_FIRST =
      Comparator.comparing((Job job) -> job.series().literals())
          .reversed()
          .thenComparing(Job::name);

  private volatile Snapshot snapshot;

  public Jobs(List<Job> jobs) {
    snapshot = Snapshot.of(jobs);
  }

  /** The most specific first. */
  public List<Job> all() {
    return snapshot.jobs();
  }

  /** Asked for every record: a series' job is looked for once a change. */
  public Job of(String series) {
    return snapshot.of(series);
  }

  /** These and no others, from here on. */
  public void replace(List<Job> jobs) {
    snapshot = Snapshot.of(jobs);
  }

  private record Snapshot(List<Job> jobs, Map<String, Job> bySeries) {

    /** Of more series than these no job is remembered for long. */
    private static final int MOST_REMEMBERED = 200_000;

    static Snapshot of(List<Job> jobs) {
      return new Snapshot(
          jobs.stream().sorted(MOST_SPECIFIC_FIRST).toList(), new ConcurrentHashMap<>());
    }

    Job of(String series) {
      Job known = bySeries.get(series);
      return known == null ? remember(series) : known;
    }

    private Job remember(String series) {
      Job found = jobs.stream().filter(job -> job.covers(series)).findFirst().orElse(Job.OTHERS);
      if (bySeries.size() >= MOST_REMEMBERED) {
        bySeries.clear();
      }
      bySeries.put(series, found);
      return found;
    }
  }
}
