package io.millrace.forecast.jobs;

import static io.millrace.forecast.jobs.JobExamples.configured;
import static io.millrace.forecast.jobs.JobExamples.job;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.events.EventJson;
import io.millrace.events.ForecastJob;
import io.millrace.events.InvalidEventException;
import io.millrace.releases.topics.FakeTopic;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class JobBookTest {

  private final FakeJobLog log = new FakeJobLog(new FakeTopic("forecast-jobs"));
  private final Jobs running = new Jobs(List.of());

  @Test
  void aJobOfTheTopicRuns() {
    JobBook book = book();

    book.follow(record("shops", job("shops", "shop-*")));

    assertThat(running.of("shop-1").name()).isEqualTo("shops");
    assertThat(book.find("shops")).contains(job("shops", "shop-*"));
  }

  @Test
  void aTombstoneEndsIt() {
    JobBook book = book();
    book.follow(record("shops", job("shops", "shop-*")));

    book.follow(record("shops", (byte[]) null));

    assertThat(running.of("shop-1")).isEqualTo(Job.OTHERS);
    assertThat(book.all()).isEmpty();
  }

  @Test
  void whatIsNoJobIsRefusedAndTheOneBeforeRunsOn() {
    JobBook book = book();
    book.follow(record("shops", job("shops", "shop-*")));

    assertThatThrownBy(() -> book.follow(record("shops", "{\"name\":\"shops\"}".getBytes(UTF_8))))
        .isInstanceOf(InvalidEventException.class)
        .hasMessage("series: is missing");
    assertThatThrownBy(() -> book.follow(record("other", job("shops", "x"))))
        .hasMessage("name: must be the key other, is shops");
    assertThatThrownBy(() -> book.follow(record(null, job("shops", "x"))))
        .hasMessage("key: is missing");
    assertThat(running.of("shop-1").name()).isEqualTo("shops");
  }

  @Test
  void theConfigurationsJobsAreAddedWhereThereAreNone() {
    JobBook book = book(configured("host", "host*"));

    book.caughtUp();

    assertThat(log.written).containsExactly("put host");
    assertThat(running.of("host-1").name()).isEqualTo("host");
  }

  @Test
  void theConfigurationRenewsItsOwnJobs() {
    JobBook book = book(configured("host", "host*"), configured("same", "same*"));
    book.follow(record("host", configured("host", "old*")));
    book.follow(record("same", configured("same", "same*")));

    book.caughtUp();

    assertThat(log.written).containsExactly("put host");
    assertThat(running.of("host-1").name()).isEqualTo("host");
    assertThat(running.of("old-1")).isEqualTo(Job.OTHERS);
  }

  @Test
  void aJobOfTheApiWinsOverTheConfiguration() {
    JobBook book = book(configured("host", "host*"));
    book.follow(record("host", job("host", "machine*")));

    book.caughtUp();

    assertThat(log.written).isEmpty();
    assertThat(running.of("machine-1").name()).isEqualTo("host");
  }

  @Test
  void whoseJobsTheConfigurationHasNoMoreAreNamed() {
    List<String> left =
        Seeding.left(
            List.of(configured("gone", "a"), configured("kept", "b"), job("asked", "c")),
            List.of(configured("kept", "b")));

    assertThat(left).containsExactly("gone");
  }

  private JobBook book(ForecastJob... configured) {
    return new JobBook(List.of(configured), log, running);
  }

  private static ConsumerRecord<byte[], byte[]> record(String key, ForecastJob job) {
    return record(key, EventJson.write(job));
  }

  private static ConsumerRecord<byte[], byte[]> record(String key, byte[] value) {
    return new ConsumerRecord<>(
        "forecast-jobs", 0, 0, key == null ? null : key.getBytes(UTF_8), value);
  }
}
