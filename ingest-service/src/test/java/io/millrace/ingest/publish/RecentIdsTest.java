package io.millrace.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
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
  void anIdOlderThanTheWindowIsForgotten() {
    RecentIds ids = new RecentIds(WINDOW, 10);
    ids.add(print(1), 0);

    assertThat(ids.add(print(1), 501)).isTrue();
    assertThat(ids.crowdedOut()).isZero();
  }

  @Test
  void whereThereIsNoRoomTheOldestIsForgottenAndCounted() {
    RecentIds ids = new RecentIds(WINDOW, 2);
    ids.add(print(1), 0);
    ids.add(print(2), 0);
    ids.add(print(3), 0);

    assertThat(ids.add(print(2), 0)).isFalse();
    assertThat(ids.add(print(1), 0)).isTrue();
    assertThat(ids.crowdedOut()).isEqualTo(2);
  }

  /** What it is to do, written plainly. */
  private record Plain(Deque<long[]> entries, int most) {

    boolean add(long number, long at, long newest) {
      entries.removeIf(entry -> entry[1] < newest - WINDOW.toMillis() && isPrefix(entry, newest));
      if (entries.stream().anyMatch(entry -> entry[0] == number)) {
        return false;
      }
      if (entries.size() == most) {
        entries.removeFirst();
      }
      entries.addLast(new long[] {number, at});
      return true;
    }

    /** Only from the oldest on: one behind a younger one waits for it. */
    private boolean isPrefix(long[] entry, long newest) {
      for (long[] older : entries) {
        if (older == entry) {
          return true;
        }
        if (older[1] >= newest - WINDOW.toMillis()) {
          return false;
        }
      }
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 64, 1_500, 5_000})
  void itForgetsAndRemembersWhatAPlainListDoes(int most) {
    Random random = new Random(most);
    RecentIds ids = new RecentIds(WINDOW, most);
    Plain plain = new Plain(new ArrayDeque<>(), most);
    long newest = 0;
    for (int step = 0; step < 6_000; step++) {
      long at = newest + random.nextInt(6) - 2;
      newest = Math.max(newest, at);
      long number = random.nextInt(2 * most + 50);

      assertThat(ids.add(print(number), at))
          .as("step %d, number %d", step, number)
          .isEqualTo(plain.add(number, at, newest));
      assertThat(ids.size()).isEqualTo(plain.entries().size());
    }
  }
}
