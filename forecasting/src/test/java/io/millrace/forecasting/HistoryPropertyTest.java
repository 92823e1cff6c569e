package io.millrace.forecasting;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.forecasting.Acceptance.Accepted;
import io.millrace.forecasting.Acceptance.Known;
import io.millrace.forecasting.Acceptance.Refused;
import io.millrace.forecasting.Acceptance.Regridded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of a history, over seeded streams. */
class HistoryPropertyTest {

  private static final int CAP = 5;
  private static final GapPolicy GAPS = new GapPolicy.Previous(CAP);

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 50);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anyOrderOfArrivalWithinTheToleranceGivesTheSameHistory(long seed) {
    RandomReadings random = new RandomReadings(seed);
    HistoryPolicy policy = policy(4000);
    List<Observation> steady = random.withDoubles(random.steady(300, 1000, 300), 1000);
    List<Observation> readings = random.withRevisions(steady);
    assertSameInAnyOrder(
        RandomReadings.inOrder(readings), random.displaced(readings, 4000), policy);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void soItIsWhileTheStepChanges(long seed) {
    RandomReadings random = new RandomReadings(seed);
    long tolerance = new Random(seed).nextInt(40_000);
    List<Observation> readings = random.withRevisions(random.changing(300));
    assertSameInAnyOrder(
        RandomReadings.inOrder(readings), random.displaced(readings, tolerance), policy(tolerance));
  }

  /** Of so jittery a series the first grid is often a wrong one, and found out late. */
  @ParameterizedTest
  @MethodSource("seeds")
  void soItIsUnderHeavyJitter(long seed) {
    RandomReadings random = new RandomReadings(seed);
    List<Observation> steady = random.withDoubles(random.steady(300, 1000, 450), 1000);
    List<Observation> readings = random.withRevisions(steady);
    assertSameInAnyOrder(
        RandomReadings.inOrder(readings), random.displaced(readings, 20_000), policy(20_000));
  }

  private static void assertSameInAnyOrder(
      List<Observation> inOrder, List<Observation> shuffled, HistoryPolicy policy) {
    History history = all(inOrder, policy);
    History other = all(shuffled, policy);
    assertThat(other).isEqualTo(history);
    assertThat(other.toBytes()).isEqualTo(history.toBytes());
  }

  /** Through its bytes at each step; nothing within the tolerance may be refused. */
  private static History all(List<Observation> readings, HistoryPolicy policy) {
    History history = History.empty();
    for (Observation reading : readings) {
      Acceptance acceptance = history.accept(reading, policy);
      assertThat(acceptance.outcome()).isNotInstanceOf(Refused.class);
      history = History.fromBytes(acceptance.history().toBytes());
      assertThat(history).isEqualTo(acceptance.history());
    }
    return history;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void duplicatesChangeNothingWheneverTheyCome(long seed) {
    RandomReadings random = new RandomReadings(seed);
    HistoryPolicy policy = policy(4000);
    List<Observation> readings = random.steady(200, 1000, 100);
    History once = all(readings, policy);
    History history = History.empty();
    for (Observation reading : random.redelivered(readings, 4000)) {
      history = history.accept(reading, policy).history();
    }
    assertThat(doubled(readings, policy)).isEqualTo(once);
    assertThat(history.latest()).isEqualTo(once.latest());
  }

  private static History doubled(List<Observation> readings, HistoryPolicy policy) {
    History history = History.empty();
    Random random = new Random(readings.size());
    for (int i = 0; i < readings.size(); i++) {
      history = history.accept(readings.get(i), policy).history();
      Observation again = readings.get(Math.max(0, i - random.nextInt(12)));
      Acceptance acceptance = history.accept(again, policy);
      assertThat(acceptance.outcome()).isInstanceOf(Known.class);
      assertThat(acceptance.history()).isSameAs(history);
    }
    return history;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void closedStepsAreToldOnceAndRisingAndNeverChange(long seed) {
    RandomReadings random = new RandomReadings(seed);
    HistoryPolicy policy = policy(5000);
    List<Observation> readings = random.withRevisions(random.steady(250, 1000, 100));
    List<Long> closed = new ArrayList<>();
    List<FilledColumn> seen = new ArrayList<>();
    History history = History.empty();
    for (Observation reading : random.displaced(readings, 5000)) {
      Acceptance acceptance = history.accept(reading, policy);
      history = acceptance.history();
      assertThat(seenAt(history, closed)).isEqualTo(seen);
      closed.addAll(closed(acceptance));
      seen = seenAt(history, closed);
    }
    assertThat(closed).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(200);
  }

  /** The last 40 of the windows that a forecast is made from. */
  private static List<FilledColumn> seenAt(History history, List<Long> closed) {
    return closed.stream()
        .skip(Math.max(0, closed.size() - 40))
        .map(slot -> history.window(slot, 30, GAPS).orElseThrow().column("a"))
        .toList();
  }

  private static List<Long> closed(Acceptance acceptance) {
    if (acceptance.outcome() instanceof Accepted accepted) {
      return accepted.closed();
    }
    return acceptance.outcome() instanceof Regridded regridded ? regridded.closed() : List.of();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aHistorySaysWhatAPlainMapOfAllReadingsSays(long seed) {
    RandomReadings random = new RandomReadings(seed);
    long tolerance = seed % 5 * 1000;
    HistoryPolicy policy = policy(tolerance).withStep(Duration.ofSeconds(1));
    HistoryOracle oracle = new HistoryOracle(1000, policy);
    List<Observation> readings =
        random.withRevisions(random.withDoubles(random.steady(300, 1000, 200), 1000));
    History history = History.empty();
    for (Observation reading : random.redelivered(readings, tolerance)) {
      Acceptance acceptance = history.accept(reading, policy);
      history = acceptance.history();
      assertThat(verdict(acceptance)).isEqualTo(oracle.take(reading));
      List<Long> closed = oracle.newlyClosed();
      assertThat(closed(acceptance)).isEqualTo(closed);
      for (long slot : closed) {
        assertSameWindow(history, oracle, slot);
      }
      assertThat(history.size()).isEqualTo(oracle.size());
      assertThat(history.latest()).isEqualTo(oracle.latest());
    }
  }

  private static HistoryOracle.Verdict verdict(Acceptance acceptance) {
    if (acceptance.outcome() instanceof Refused refused) {
      assertThat(refused.reason()).startsWith("at: ");
      return HistoryOracle.Verdict.REFUSED;
    }
    return acceptance.outcome() instanceof Known
        ? HistoryOracle.Verdict.KNOWN
        : HistoryOracle.Verdict.TAKEN;
  }

  private static void assertSameWindow(History history, HistoryOracle oracle, long slot) {
    List<Long> steps = oracle.window(slot, 30, CAP);
    Window window = history.window(slot, 30, GAPS).orElseThrow();
    assertThat(window.slot()).isEqualTo(slot);
    assertThat(window.length()).isEqualTo(steps.size());
    for (String variate : List.of("a", "b")) {
      double[] observed = oracle.observed(steps, variate);
      boolean[] mask = new boolean[observed.length];
      for (int i = 0; i < mask.length; i++) {
        mask[i] = Double.isNaN(observed[i]);
      }
      assertThat(window.column(variate))
          .isEqualTo(new FilledColumn(oracle.previous(steps, variate, CAP), mask));
      double last = observed[observed.length - 1];
      assertThat(window.actual(variate).isPresent()).isEqualTo(!Double.isNaN(last));
      assertThat(window.variates().contains(variate))
          .isEqualTo(Arrays.stream(observed).anyMatch(value -> !Double.isNaN(value)));
    }
  }

  private static HistoryPolicy policy(long toleranceMillis) {
    return HistoryPolicy.forLookback(16).withTolerance(Duration.ofMillis(toleranceMillis));
  }
}
