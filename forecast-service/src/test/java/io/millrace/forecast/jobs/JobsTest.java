package io.millrace.forecast.jobs;

import static io.millrace.forecast.jobs.JobExamples.job;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JobsTest {

  private final Jobs jobs =
      new Jobs(
          List.of(
              Job.of(job("all", "*")),
              Job.of(job("shops", "shop-*")),
              Job.of(job("berlin", "*-berlin-*")),
              Job.of(job("one", "shop-berlin-1"))));

  @Test
  void theMostLiteralCharactersWin() {
    assertThat(jobs.of("shop-berlin-1").name()).isEqualTo("one");
    assertThat(jobs.of("shop-berlin-2").name()).isEqualTo("berlin");
    assertThat(jobs.of("shop-bonn-2").name()).isEqualTo("shops");
    assertThat(jobs.of("host").name()).isEqualTo("all");
  }

  @Test
  void ofEqualPatternsTheFirstNameWins() {
    Jobs equal = new Jobs(List.of(Job.of(job("b", "x-*")), Job.of(job("a", "x-*"))));

    assertThat(equal.of("x-1").name()).isEqualTo("a");
  }

  @Test
  void aSeriesOfNoJobIsOfTheOthers() {
    assertThat(new Jobs(List.of()).of("host")).isEqualTo(Job.OTHERS);
  }

  @Test
  void aChangeHoldsForSeriesThatWereAskedForBefore() {
    String before = jobs.of("shop-bonn-2").name();

    jobs.replace(List.of(Job.of(job("bonn", "*bonn*"))));

    assertThat(before).isEqualTo("shops");
    assertThat(jobs.of("shop-bonn-2").name()).isEqualTo("bonn");
    assertThat(jobs.of("host")).isEqualTo(Job.OTHERS);
  }

  @Test
  void aJobIsRememberedPerSeries() {
    assertThat(jobs.of("host")).isSameAs(jobs.of("host"));
    assertThat(jobs.of("other").name()).isEqualTo("all");
  }
}
