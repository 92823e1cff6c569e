package io.millrace.forecast.jobs;

import io.millrace.events.ForecastJob;
import io.millrace.releases.topics.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where jobs are changed: by way of the topic, so that every instance follows. */
public final class JobDesk {

  private final JobLog log;
  private final JobBook book;
  private final Progress progress;
  private final Duration timeout;

  /**
   * @param timeout that a written record may take to come back
   */
  public JobDesk(JobLog log, JobBook book, Progress progress, Duration timeout) {
    this.log = log;
    this.book = book;
    this.progress = progress;
    this.timeout = timeout;
  }

  public List<ForecastJob> all() {
    return book.all();
  }

  public Optional<ForecastJob> find(String name) {
    return book.find(name);
  }

  /**
   * Returns when this instance runs the job.
   *
   * @return whether there was none of its name
   * @throws JobLogException if that is not known to have come about
   */
  public boolean put(ForecastJob job) {
    requireRead();
    boolean created = find(job.name()).isEmpty();
    await(log.put(job));
    return created;
  }

  /**
   * Returns when this instance runs the job no more.
   *
   * @return whether there was one of this name
   * @throws JobLogException if that is not known to have come about
   */
  public boolean delete(String name) {
    requireRead();
    if (find(name).isEmpty()) {
      return false;
    }
    await(log.delete(name));
    return true;
  }

  private void requireRead() {
    if (!progress.isCaughtUp()) {
      throw new JobLogException("the jobs of the topic have not been read yet", null);
    }
  }

  private void await(Written record) {
    if (!progress.awaitFollowed(record.partition(), record.offset(), timeout)) {
      throw new JobLogException(
          "the job is written at %s@%d, but was not read back within %s"
              .formatted(record.partition(), record.offset(), timeout),
          null);
    }
  }
}
