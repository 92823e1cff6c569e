package io.millrace.forecast;

import io.millrace.events.Topics;
import io.millrace.forecast.jobs.JobBook;
import io.millrace.forecast.jobs.JobDesk;
import io.millrace.forecast.jobs.JobLog;
import io.millrace.forecast.jobs.Jobs;
import io.millrace.forecast.jobs.KafkaJobLog;
import io.millrace.releases.topics.Backoff;
import io.millrace.releases.topics.TopicFollower;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** The jobs, as the topic and the configuration give them. */
@ApplicationScoped
class FollowedJobs {

  private static final Logger LOG = Logger.getLogger("io.millrace.forecast.jobs");

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);
  private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);

  /** None yet: the stream waits until they were read. */
  @Produces
  @Singleton
  Jobs jobs() {
    return new Jobs(List.of());
  }

  @Produces
  @Singleton
  JobLog log(KafkaClients clients) {
    return new KafkaJobLog(() -> clients.writer("forecast-jobs-writer"), WRITE_TIMEOUT);
  }

  @Produces
  @Singleton
  JobBook book(ForecastSettings settings, JobLog log, Jobs running) {
    return new JobBook(
        ConfiguredJobs.of(settings.jobs(), Clock.systemUTC().instant()), log, running);
  }

  @Produces
  @Singleton
  TopicFollower follower(KafkaClients clients, JobBook book) {
    return new TopicFollower(
        Topics.FORECAST_JOBS,
        () -> clients.reader("forecast-jobs-follower", "earliest"),
        book,
        new Backoff(FIRST_PAUSE, LONGEST_PAUSE),
        LOG);
  }

  @Produces
  @Singleton
  JobDesk desk(JobLog log, JobBook book, TopicFollower follower) {
    return new JobDesk(log, book, follower.progress(), READ_TIMEOUT);
  }
}
