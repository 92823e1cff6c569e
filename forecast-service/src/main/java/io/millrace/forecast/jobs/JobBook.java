package io.millrace.forecast.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.events.EventRecords;
import io.millrace.events.ForecastJob;
import io.millrace.events.InvalidEventException;
import io.millrace.releases.topics.TopicFollower;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * The jobs of the topic, by name, and what runs because of them. Once the topic was read, the
 * configuration's are added where none of the API stands.
 */
public final class JobBook implements TopicFollower.Handler {

  private static final Logger LOG = Logger.getLogger(JobBook.class);

  private final List<ForecastJob> configured;
  private final JobLog log;
  private final Jobs running;
  private final SortedMap<String, ForecastJob> jobs = new TreeMap<>();

  /**
   * @param running is kept as the book is
   */
  public JobBook(List<ForecastJob> configured, JobLog log, Jobs running) {
    this.configured = List.copyOf(configured);
    this.log = log;
    this.running = running;
  }

  /** By name. */
  public synchronized List<ForecastJob> all() {
    return List.copyOf(jobs.values());
  }

  public synchronized Optional<ForecastJob> find(String name) {
    return Optional.ofNullable(jobs.get(name));
  }

  @Override
  public void follow(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      throw new InvalidEventException("key", "is missing");
    }
    String name = new String(record.key(), UTF_8);
    if (record.value() == null) {
      remove(name);
      return;
    }
    ForecastJob job = EventRecords.read(ForecastJob.class, record.value(), record.headers());
    if (!job.name().equals(name)) {
      throw new InvalidEventException("name", "must be the key " + name + ", is " + job.name());
    }
    put(job);
  }

  @Override
  public void caughtUp() {
    for (ForecastJob seed : configured) {
      ForecastJob live = find(seed.name()).orElse(null);
      if (Seeding.isNeeded(seed, live)) {
        log.put(seed);
        put(seed);
      }
    }
    Seeding.left(all(), configured)
        .forEach(
            name ->
                LOG.warnf(
                    "job %s came from a configuration and is in it no more; it runs on until"
                        + " DELETE /jobs/%s",
                    name, name));
  }

  private synchronized void put(ForecastJob job) {
    Job.of(job); // what cannot run is not taken
    ForecastJob before = jobs.put(job.name(), job);
    if (before == null || !before.saysTheSameAs(job)) {
      run();
      LOG.infof("job %s of the %s covers %s", job.name(), job.origin(), job.series());
    }
  }

  private synchronized void remove(String name) {
    if (jobs.remove(name) != null) {
      run();
      LOG.infof("job %s is over", name);
    }
  }

  private void run() {
    running.replace(jobs.values().stream().map(Job::of).toList());
  }
}
