package io.millrace.releases.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackoffTest {

  @Test
  void waitsDoubleUpToALimitAndStartAgainAfterASuccess() {
    Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofMillis(300));

    assertThat(List.of(backoff.next(), backoff.next(), backoff.next(), backoff.next()))
        .extracting(Duration::toMillis)
        .containsExactly(100L, 200L, 300L, 300L);
    backoff.reset();
    assertThat(backoff.next()).isEqualTo(Duration.ofMillis(100));
  }
}
