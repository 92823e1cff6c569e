package io.millrace.benchmarks.alert;

import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Medians over the seeds of one process of errors.
 *
 * @param equalChanges changes of who serves, of a model as good as seasonal-naive
 * @param betterDemotions of a model that is 10 % better
 * @param demoted points until a model that turned 1.5 × worse is demoted
 * @param back points until it serves again after it became 20 % better
 * @param demotedAtStart points until a model that is 1.5 × worse from its first point is demoted
 * @param backBarely as {@code back}, of a model that became 10 % better
 */
record DemotionFigures(
    double equalChanges,
    double betterDemotions,
    double demoted,
    double back,
    double demotedAtStart,
    double backBarely) {

  static final int POINTS = 5_000;
  static final double BAD = 1.5;

  private static final double GOOD = 0.8;
  private static final double BARELY = 0.9;

  static DemotionFigures of(ErrorProcess process, int seeds, long seed) {
    return new DemotionFigures(
        median(process, seeds, seed, run -> run.changes(POINTS, 1)),
        median(process, seeds, seed, run -> run.demotions(POINTS, BARELY)),
        median(process, seeds, seed, run -> run.fall(GOOD, BAD)[0]),
        median(process, seeds, seed, run -> run.fall(GOOD, BAD)[1]),
        median(process, seeds, seed, run -> run.untilDemoted(BAD)),
        median(process, seeds, seed, run -> run.fall(BARELY, BAD)[1]));
  }

  private static double median(
      ErrorProcess process, int seeds, long seed, ToDoubleFunction<DemotionRun> result) {
    return Medians.of(
        IntStream.range(0, seeds)
            .mapToDouble(i -> result.applyAsDouble(new DemotionRun(process.draw(seed + i))))
            .toArray());
  }

  boolean isKept() {
    return equalChanges <= 1 && betterDemotions <= 1 && demoted <= 200 && back <= 400;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "demoted after %.0f (bad from the start: %.0f), back after %.0f (if only 10 %% better:"
            + " %.0f), equal: %.0f changes, 10 %% better: %.0f false demotions",
        demoted,
        demotedAtStart,
        back,
        backBarely,
        equalChanges,
        betterDemotions);
  }
}
