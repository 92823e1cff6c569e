package io.millrace.forecast.delivery;

import static io.millrace.forecast.delivery.Alerts.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final Jitter JITTER = new Jitter(Duration.ofMillis(500), Duration.ofSeconds(30));

  private final Pace pace = new Pace(JITTER, new SplittableRandom(7));

  @Test
  void pausesLieBetweenZeroAndABoundThatDoubles() {
    SplittableRandom random = new SplittableRandom(1);

    for (int failures = 1; failures <= 60; failures++) {
      int tries = failures;
      long longest =
          IntStream.range(0, 2_000)
              .mapToLong(i -> JITTER.pause(tries, random).toMillis())
              .max()
              .orElseThrow();
      long bound = failures > 6 ? 30_000 : 500L << (failures - 1);
      assertThat(longest).isBetween(bound * 98 / 100, bound);
    }
  }

  @Test
  void afterAFailureOneRequestTriesAndAfterASuccessAllGo() {
    pace.failed(NOON, Optional.of(Duration.ofSeconds(5)));

    assertThat(pace.allowed(4, NOON.plusMillis(4_999))).isZero();
    assertThat(pace.allowed(4, NOON.plusSeconds(5))).isEqualTo(1);
    pace.succeeded();
    assertThat(pace.allowed(4, NOON)).isEqualTo(4);
  }

  @Test
  void aPauseThatIsAskedForHasALimit() {
    pace.failed(NOON, Optional.of(Duration.ofDays(400)));

    assertThat(pace.allowed(4, NOON.plus(Pace.LONGEST_ASKED))).isEqualTo(1);
  }

  @Test
  void requestsThatFailTogetherCountOnce() {
    Duration asked = Duration.ofMillis(600); // more than the first bound, less than the second
    for (int request = 0; request < 64; request++) {
      pace.failed(NOON, Optional.of(asked));
    }

    Instant after = NOON.plus(asked);

    assertThat(pace.allowed(4, after)).isEqualTo(1);
  }
}
