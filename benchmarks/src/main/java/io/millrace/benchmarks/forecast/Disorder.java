package io.millrace.benchmarks.forecast;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The readings of a load in a seeded disorder that stays within a tolerance: some come twice, and
 * some so late that they are not to count.
 *
 * @param steps of each series
 * @param tolerance in steps
 * @param duplicates share of the readings that come twice
 * @param late share of the readings that come too late
 */
record Disorder(
    SeriesLoad load, int steps, int tolerance, double duplicates, double late, long seed) {

  /** Readings after a late one that must have come before it, beyond the tolerance, in steps. */
  private static final int MARGIN = 4;

  /** What becomes of a reading. */
  enum Fate {
    ONCE,
    TWICE,
    TOO_LATE
  }

  private record Arrival(double moment, int number) {}

  int events() {
    return steps * load.series();
  }

  /** Events of the steps that close: what is told of must reach through these. */
  int closing() {
    return (steps - tolerance) * load.series();
  }

  Fate fate(int number) {
    double drawn = random(number, 1).nextDouble();
    int step = load.step(number);
    boolean inside = step > 0 && step < steps - 2 * tolerance - 2 * MARGIN;
    if (inside && drawn < late) {
      return Fate.TOO_LATE;
    }
    return drawn > 1 - duplicates ? Fate.TWICE : Fate.ONCE;
  }

  int count(Fate fate) {
    return (int) inOrder().stream().filter(number -> fate(number) == fate).count();
  }

  private List<Integer> inOrder() {
    List<Integer> numbers = new ArrayList<>();
    for (int number = 0; number < events(); number++) {
      numbers.add(number);
    }
    return numbers;
  }

  /** Numbers in the order of time, without those that come too late. */
  List<Integer> ordered() {
    return inOrder().stream().filter(number -> fate(number) != Fate.TOO_LATE).toList();
  }

  /** Numbers in the order in which they arrive. */
  List<Integer> shuffled() {
    List<Arrival> arrivals = new ArrayList<>();
    for (int number : inOrder()) {
      SplittableRandom random = random(number, 2);
      double moment = load.step(number) + random.nextDouble() * (tolerance - 1);
      Fate fate = fate(number);
      arrivals.add(
          new Arrival(
              fate == Fate.TOO_LATE ? load.step(number) + 2 * tolerance + MARGIN : moment, number));
      if (fate == Fate.TWICE) {
        arrivals.add(new Arrival(moment + random.nextDouble() * 2 * tolerance, number));
      }
    }
    return arrivals.stream()
        .sorted(Comparator.comparingDouble(Arrival::moment).thenComparingInt(Arrival::number))
        .map(Arrival::number)
        .toList();
  }

  /** Readings that arrive after a later one of their series; the late ones are not counted. */
  int displaced(List<Integer> arrivals) {
    int[] latest = new int[load.series()];
    int displaced = 0;
    for (int number : arrivals) {
      int index = load.index(number);
      displaced += load.step(number) < latest[index] && fate(number) == Fate.ONCE ? 1 : 0;
      latest[index] = Math.max(latest[index], load.step(number));
    }
    return displaced;
  }

  private SplittableRandom random(int number, int stream) {
    return new SplittableRandom(seed * 31 + stream + number * 0x9E3779B97F4A7C15L);
  }
}
