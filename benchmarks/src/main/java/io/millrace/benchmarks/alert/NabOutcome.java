package io.millrace.benchmarks.alert;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What each detector made of a file.
 *
 * @param chosenOn whether the rule's setting was chosen on it
 * @param stream of the rule, and of the plain interval
 * @param deviations of the windowed Gaussian, by row
 */
record NabOutcome(NabFile file, boolean chosenOn, NabStream stream, List<Double> deviations) {

  /** Thresholds of the windowed Gaussian that are tried, up to this, in standard deviations. */
  private static final int MOST_DEVIATIONS = 20;

  private static final int BY_DEVIATION = 10;

  static NabOutcome of(NabFile file, boolean chosenOn, double tail, int refractory) {
    return new NabOutcome(
        file,
        chosenOn,
        new NabStream(tail, refractory).run(file),
        Arrays.stream(WindowedGaussian.scores(file)).boxed().toList());
  }

  NabScore rule() {
    return NabScore.of(file, stream.firing());
  }

  NabScore interval() {
    return NabScore.of(file, stream.outside());
  }

  NabScore gaussian(double threshold) {
    BitSet detected = new BitSet();
    for (int row = 0; row < deviations.size(); row++) {
      detected.set(row, deviations.get(row) >= threshold);
    }
    return NabScore.of(file, detected);
  }

  /** The threshold with which the windowed Gaussian is best on all of these. */
  static double bestGaussian(List<NabOutcome> outcomes) {
    double best = 1;
    for (int tried = BY_DEVIATION; tried <= MOST_DEVIATIONS * BY_DEVIATION; tried++) {
      double threshold = (double) tried / BY_DEVIATION;
      boolean better = gaussian(outcomes, threshold) > gaussian(outcomes, best);
      best = better ? threshold : best;
    }
    return best;
  }

  private static double gaussian(List<NabOutcome> outcomes, double threshold) {
    return standard(outcomes, it -> true, it -> it.gaussian(threshold));
  }

  static double standard(
      List<NabOutcome> outcomes,
      Predicate<NabOutcome> which,
      Function<NabOutcome, NabScore> detector) {
    return outcomes.stream()
        .filter(which)
        .map(detector)
        .reduce(NabScore.NONE, NabScore::plus)
        .standard();
  }

  /** Detections that are judged, each with {@code +} inside a window and {@code -} outside. */
  List<String> judged() {
    return stream.told().stream()
        .filter(it -> it.row() >= file.judgedFrom())
        .map(it -> (isLabelled(it.row()) ? "+" : "-") + it.row() + " " + it.aspect())
        .toList();
  }

  private boolean isLabelled(int row) {
    return file.windows().stream().anyMatch(window -> window.holds(row));
  }

  /** Windows without a detection. */
  long missed() {
    return file.windows().stream()
        .filter(
            window ->
                IntStream.rangeClosed(window.left(), window.right())
                    .noneMatch(row -> row >= file.judgedFrom() && stream.firing().get(row)))
        .count();
  }
}
