package io.millrace.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecentIdsTest {

  private static final Duration WINDOW = Duration.ofMillis(500);

  private static Fingerprint print(long number) {
    return new Fingerprint(number * 0x9E3779B97F4A7C15L, number % 7); // many share a home
  }

  @Test
  void anIdIsNewOnce() {
    RecentIds ids = new RecentIds(WINDOW, 10);

    assertThat(ids.add(print(1), 0)).isTrue();
    assertThat(ids.add(print(1), 500)).isFalse();
  }

  @Test
  void anIdIsRememberedForTheWindowAtLeastAndTwiceThatAtMost() {
    RecentIds ids = new RecentIds(WINDOW, 100);
    ids.add(print(1), 0);
    ids.add(print(2), 501); // a new generation
    assertThat(ids.add(print(1), 502)).isFalse();
    ids.add(print(3), 1_002); // and another

    assertThat(ids.add(print(1), 1_003)).isTrue();
    assertThat(ids.crowdedOut()).isZero();
  }

  @Test
  void whereThereIsNoRoomTheOlderHalfIsForgottenAndCounted() {
    RecentIds ids = new RecentIds(WINDOW, 4);
    for (int number = 1; number <= 5; number++) {
      ids.add(print(number), 0);
    }

    assertThat(ids.add(print(3), 0)).isFalse();
    assertThat(ids.add(print(1), 0)).isTrue();
    assertThat(ids.crowdedOut()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 64, 1_500, 5_000})
  void whatIsWithinWindowAndRoomIsNeverNewAgainAndWhatIsForgottenIsOldOrCrowdedOut(int most) {
    Random random = new Random(most);
    RecentIds ids = new RecentIds(WINDOW, most);
    Map<Long, long[]> published = new HashMap<>(); // time, and how many were before it
    long time = 0;
    long count = 0;
    for (int step = 0; step < 20_000; step++) {
      time += random.nextInt(3);
      long number = random.nextInt(2 * most + 50);
      long[] before = published.get(number);
      boolean isNew = ids.add(print(number), time);

      boolean mustRemember =
          before != null
              && time - before[0] <= WINDOW.toMillis()
              && count - before[1] < Math.max(1, most / 2);
      boolean mustForget =
          before == null
              || time - before[0] > 2 * WINDOW.toMillis() + 2
              || count - before[1] > most + 1L;
      assertThat(isNew && mustRemember).as("step %d doubles %d", step, number).isFalse();
      assertThat(!isNew && mustForget).as("step %d swallows %d", step, number).isFalse();
      if (isNew) {
        published.put(number, new long[] {time, count++});
      }
      assertThat(ids.size()).isLessThanOrEqualTo(Math.max(2, most));
    }
  }
}
