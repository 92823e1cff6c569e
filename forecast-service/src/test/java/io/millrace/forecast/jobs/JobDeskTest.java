package io.millrace.forecast.jobs;

import static io.millrace.forecast.jobs.JobExamples.configured;
import static io.millrace.forecast.jobs.JobExamples.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.releases.topics.Backoff;
import io.millrace.releases.topics.FakeTopic;
import io.millrace.releases.topics.TopicFollower;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobDeskTest {

  private static final Duration LONG = Duration.ofSeconds(10);

  private final FakeTopic topic = new FakeTopic("forecast-jobs");
  private final FakeJobLog log = new FakeJobLog(topic);
  private final Jobs running = new Jobs(List.of());
  private final JobBook book = new JobBook(List.of(configured("host", "host*")), log, running);
  private final TopicFollower follower =
      new TopicFollower(
          "forecast-jobs",
          topic::consumer,
          book,
          new Backoff(Duration.ofMillis(1), Duration.ofMillis(5)),
          Logger.getLogger(JobDeskTest.class));
  private final Thread thread = new Thread(follower);

  @AfterEach
  void stop() throws InterruptedException {
    follower.stop();
    thread.join(10_000);
    assertThat(thread.isAlive()).isFalse();
  }

  @Test
  void aJobThatWasPutRunsWhenTheCallReturns() {
    JobDesk desk = openDesk();

    boolean created = desk.put(job("shops", "shop-*"));

    assertThat(created).isTrue();
    assertThat(running.of("shop-1").name()).isEqualTo("shops");
  }

  @Test
  void aJobOfTheSameNameIsReplaced() {
    JobDesk desk = openDesk();
    desk.put(job("shops", "shop-*"));

    boolean created = desk.put(job("shops", "store-*"));

    assertThat(created).isFalse();
    assertThat(running.of("store-1").name()).isEqualTo("shops");
    assertThat(running.of("shop-1")).isEqualTo(Job.OTHERS);
  }

  @Test
  void aJobThatWasDeletedRunsNoMoreWhenTheCallReturns() {
    JobDesk desk = openDesk();

    boolean deleted = desk.delete("host");

    assertThat(deleted).isTrue();
    assertThat(running.of("host-1")).isEqualTo(Job.OTHERS);
    assertThat(desk.find("host")).isEmpty();
  }

  @Test
  void aJobThatIsNotThereIsNotDeleted() {
    assertThat(openDesk().delete("nobody")).isFalse();
    assertThat(log.written).containsExactly("put host");
  }

  @Test
  void withoutABrokerNothingChangesAndThatIsSaid() {
    JobDesk desk = openDesk();
    log.away = true;

    assertThatThrownBy(() -> desk.put(job("shops", "shop-*")))
        .isInstanceOf(JobLogException.class)
        .hasMessage("no broker");
    assertThat(desk.find("shops")).isEmpty();
  }

  @Test
  void beforeTheTopicWasReadNothingIsChanged() {
    JobDesk desk = desk(LONG);

    assertThatThrownBy(() -> desk.put(job("shops", "shop-*")))
        .isInstanceOf(JobLogException.class)
        .hasMessageContaining("not been read yet");
    assertThat(log.written).isEmpty();
  }

  @Test
  void aRecordThatDoesNotComeBackInTimeIsNamed() throws InterruptedException {
    JobDesk desk = desk(Duration.ofMillis(20));
    thread.start();
    assertThat(follower.progress().awaitCaughtUp(LONG)).isTrue();
    stop();

    assertThatThrownBy(() -> desk.put(job("shops", "shop-*")))
        .isInstanceOf(JobLogException.class)
        .hasMessageContaining("written at forecast-jobs-0@1");
  }

  private JobDesk openDesk() {
    thread.start();
    assertThat(follower.progress().awaitCaughtUp(LONG)).isTrue();
    return desk(LONG);
  }

  private JobDesk desk(Duration timeout) {
    return new JobDesk(log, book, follower.progress(), timeout);
  }
}
