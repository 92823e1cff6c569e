package io.millrace.forecasting;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.forecasting.Acceptance.Accepted;
import io.millrace.forecasting.Acceptance.Regridded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepChangeTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final GapPolicy GAPS = new GapPolicy.Previous(5);

  private final List<Regridded> changes = new ArrayList<>();
  private HistoryPolicy policy = HistoryPolicy.forLookback(16);
  private History history = History.empty();
  private Instant at = START;

  @ParameterizedTest
  @ValueSource(longs = {0, 700, 15_000, 60_000})
  void aCoarserStepIsSeenFromEightReadingsAndTheHistoryBeginsWithThem(long toleranceMillis) {
    policy = policy.withTolerance(Duration.ofMillis(toleranceMillis));
    every(1000, 60);
    every(10_000, 30);
    assertThat(changes).hasSize(1);
    assertThat(changes.get(0).from()).isEqualTo(Duration.ofSeconds(1));
    assertThat(changes.get(0).to()).isEqualTo(Duration.ofSeconds(10));
    assertThat(changes.get(0).closed()).hasSize(8);
    assertThat(history.size()).isEqualTo(31); // the last reading in the old step is the first here
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 700, 15_000, 60_000})
  void aFinerStepIsSeenThoughTenReadingsFellIntoOneStep(long toleranceMillis) {
    policy = policy.withTolerance(Duration.ofMillis(toleranceMillis));
    every(10_000, 30);
    every(1000, 120);
    assertThat(changes).hasSize(1);
    assertThat(changes.get(0).to()).isEqualTo(Duration.ofSeconds(1));
    assertThat(changes.get(0).closed()).hasSize(8);
    assertThat(history.size()).isEqualTo(121);
    assertThat(history.newestWindow(20, GAPS).orElseThrow().mask()).containsOnly(false);
  }

  @Test
  void noValueOfTheReadingsThatShowAFinerStepIsLost() {
    every(10_000, 12);
    every(1000, 8);
    Window window = history.newestWindow(100, GAPS).orElseThrow();
    assertThat(window.column("a").values())
        .containsExactly(120, 121, 122, 123, 124, 125, 126, 127, 128);
  }

  @Test
  void aPhaseThatMakesReadingsShareStepsIsFollowed() {
    policy = policy.withTolerance(Duration.ofSeconds(3));
    every(1000, 30);
    at = at.plusMillis(500);
    Random random = new Random(3);
    for (int i = 0; i < 60; i++) {
      at = at.plusMillis(1000);
      accept(at.plusMillis(random.nextInt(40) - 20));
    }
    assertThat(changes).hasSize(1);
    assertThat(changes.get(0).to()).isEqualTo(Duration.ofSeconds(1));
    assertThat(history.grid().orElseThrow().phaseMillis()).isBetween(480L, 520L);
    assertThat(history.newestWindow(40, GAPS).orElseThrow().mask()).containsOnly(false);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void jitterAndSingleGapsAndDoubledReadingsAreNoChange(long seed) {
    Random random = new Random(seed);
    policy = policy.withTolerance(Duration.ofSeconds(seed % 3));
    for (int i = 0; i < 1000; i++) {
      at = at.plusMillis(1000);
      int mishap = i < 20 ? 9 : random.nextInt(10);
      if (mishap > 0) {
        accept(at.plusMillis(random.nextInt(mishap == 1 ? 800 : 80) - 40));
      }
      if (mishap == 2) {
        accept(at.plusMillis(300));
      }
    }
    assertThat(changes).isEmpty();
  }

  @Test
  void aLongSilenceIsNoChange() {
    every(1000, 30);
    at = at.plusSeconds(100_000);
    every(1000, 30);
    assertThat(changes).isEmpty();
    assertThat(history.size()).isEqualTo(30);
  }

  @Test
  void aStepThatTheJobStatesIsNotDoubted() {
    policy = policy.withStep(Duration.ofSeconds(1));
    every(1000, 30);
    every(10_000, 30);
    assertThat(changes).isEmpty();
    assertThat(history.grid()).contains(new Grid(1000, 0));
  }

  @Test
  void ofReadingsThatShareAStatedStepTheEarliestIsKept() {
    policy = policy.withStep(Duration.ofSeconds(10)).withTolerance(Duration.ofSeconds(20));
    every(1000, 200);
    assertThat(history.grid()).contains(new Grid(10_000, 0));
    Window window = history.newestWindow(4, GAPS).orElseThrow();
    assertThat(window.column("a").values()).containsExactly(145, 155, 165, 175);
  }

  @Test
  void aJobThatStatesAnotherStepLaterBeginsAnew() {
    every(1000, 40);
    policy = policy.withStep(Duration.ofSeconds(5));
    every(1000, 1);
    assertThat(changes).hasSize(1);
    assertThat(history.grid()).contains(new Grid(5000, 0));
  }

  @Test
  void whatWasToldOfTheFutureIsToldOnTheNewGrid() {
    policy = policy.withKnownAhead(500);
    every(1000, 60);
    Instant later = START.plusSeconds(180);
    history = history.known(Observation.of(later, Map.of("holiday", 1.0)), policy).history();
    every(10_000, 10);
    Window window = history.newestWindow(1, GAPS).orElseThrow();
    assertThat(changes).hasSize(1);
    assertThat(window.known("holiday", 4)[(int) Duration.between(at, later).toSeconds() / 10])
        .isEqualTo(1);
  }

  private void every(long millis, int times) {
    for (int i = 0; i < times; i++) {
      at = at.plusMillis(millis);
      accept(at);
    }
  }

  /** The value is the time in seconds; the state goes through its bytes. */
  private void accept(Instant time) {
    double value = Duration.between(START, time).toMillis() / 1000.0;
    Acceptance acceptance = history.accept(Observation.of(time, Map.of("a", value)), policy);
    assertThat(acceptance.outcome()).isInstanceOfAny(Accepted.class, Regridded.class);
    if (acceptance.outcome() instanceof Regridded regridded) {
      changes.add(regridded);
    }
    history = History.fromBytes(acceptance.history().toBytes());
  }
}
