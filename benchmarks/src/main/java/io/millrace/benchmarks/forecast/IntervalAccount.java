package io.millrace.benchmarks.forecast;

import io.millrace.forecasting.Metrics;
import java.util.Random;

/**
 * How the intervals of many forecasts fared over a stretch of steps, by lead and by bucket of
 * leads, beside a reference on the same points. A bucket ends with a scored lead.
 */
final class IntervalAccount {

  private static final int BOOTSTRAPS = 1000;
  private static final long BOOTSTRAP_SEED = 7;

  private final int from;
  private final int to;
  private final int[] ends;
  private final double[] levels;
  private final int[][] covered; // [lead − 1][step − from]
  private final int[][] points;
  private final double[][] outer =
      new double[2][]; // [served, reference][bucket] pinball of the bounds
  private final double[][] all = new double[2][];
  private double narrowest = Double.POSITIVE_INFINITY;
  private boolean finite = true;

  /**
   * @param from first step forecast that counts
   * @param to the step after the last
   * @param ends the last lead of each bucket
   */
  IntervalAccount(int from, int to, int[] ends, double[] levels) {
    this.from = from;
    this.to = to;
    this.ends = ends;
    this.levels = levels;
    int horizon = ends[ends.length - 1];
    covered = new int[horizon][to - from];
    points = new int[horizon][to - from];
    for (int i = 0; i < 2; i++) {
      outer[i] = new double[ends.length];
      all[i] = new double[ends.length];
    }
  }

  /**
   * Takes in a point, if its step counts.
   *
   * @param step forecast
   * @param unit that losses and widths are divided by
   */
  void add(int step, int lead, double actual, double[] served, double[] reference, double unit) {
    if (step < from || step >= to) {
      return;
    }
    int last = levels.length - 1;
    covered[lead - 1][step - from] += Metrics.covered(actual, served[0], served[last]) ? 1 : 0;
    points[lead - 1][step - from]++;
    lose(0, lead, actual, served, unit);
    lose(1, lead, actual, reference, unit);
    double width = (served[last] - served[0]) / unit;
    narrowest = Math.min(narrowest, width);
    finite &= Double.isFinite(width);
  }

  private void lose(int whose, int lead, double actual, double[] quantiles, double unit) {
    int bucket = bucket(lead);
    int last = levels.length - 1;
    for (int level = 0; level <= last; level++) {
      double loss = Metrics.pinball(levels[level], actual, quantiles[level]) / unit;
      all[whose][bucket] += loss;
      outer[whose][bucket] += level == 0 || level == last ? loss : 0;
    }
  }

  private int bucket(int lead) {
    int bucket = 0;
    while (lead > ends[bucket]) {
      bucket++;
    }
    return bucket;
  }

  int buckets() {
    return ends.length;
  }

  int end(int bucket) {
    return ends[bucket];
  }

  /** Share of actuals inside, at the scored lead that the bucket ends with. */
  double coverageAtEnd(int bucket) {
    return coverage(ends[bucket] - 1, ends[bucket]);
  }

  /** Share of actuals inside, over all leads of the bucket. */
  double coverage(int bucket) {
    return coverage(bucket == 0 ? 0 : ends[bucket - 1], ends[bucket]);
  }

  private double coverage(int fromLead, int toLead) {
    long inside = 0;
    long count = 0;
    for (int lead = fromLead; lead < toLead; lead++) {
      for (int step = 0; step < to - from; step++) {
        inside += covered[lead][step];
        count += points[lead][step];
      }
    }
    return (double) inside / count;
  }

  /** Pinball loss of the interval's two bounds, over the reference's. */
  double pinballRatio(int bucket) {
    return outer[0][bucket] / outer[1][bucket];
  }

  /** Pinball loss of all quantiles, over the reference's. */
  double pinballRatioOfAll(int bucket) {
    return all[0][bucket] / all[1][bucket];
  }

  /** Over all buckets. */
  double pinballRatio() {
    double served = 0;
    double reference = 0;
    for (int bucket = 0; bucket < ends.length; bucket++) {
      served += outer[0][bucket];
      reference += outer[1][bucket];
    }
    return served / reference;
  }

  /** Whether no interval was without width, or without end. */
  boolean hasWidth() {
    return finite && narrowest > 0;
  }

  /** In units. */
  double narrowest() {
    return narrowest;
  }

  /**
   * Standard error of the coverage of a bucket, from blocks of neighbouring steps drawn with
   * replacement (H. Künsch, <i>The jackknife and the bootstrap for general stationary
   * observations</i>, 1989).
   *
   * @param block steps of one
   */
  double coverageError(int bucket, int block) {
    int length = to - from;
    long[] inside = new long[length + 1]; // running sums over steps
    long[] count = new long[length + 1];
    for (int step = 0; step < length; step++) {
      inside[step + 1] = inside[step];
      count[step + 1] = count[step];
      for (int lead = bucket == 0 ? 0 : ends[bucket - 1]; lead < ends[bucket]; lead++) {
        inside[step + 1] += covered[lead][step];
        count[step + 1] += points[lead][step];
      }
    }
    Random random = new Random(BOOTSTRAP_SEED);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < BOOTSTRAPS; i++) {
      double coverage = drawn(inside, count, block, random);
      sum += coverage;
      squares += coverage * coverage;
    }
    double mean = sum / BOOTSTRAPS;
    return Math.sqrt(Math.max(0, squares / BOOTSTRAPS - mean * mean));
  }

  private static double drawn(long[] inside, long[] count, int block, Random random) {
    int length = inside.length - 1;
    long covered = 0;
    long points = 0;
    for (int drawn = 0; drawn < length; drawn += block) {
      int start = random.nextInt(length - block + 1);
      covered += inside[start + block] - inside[start];
      points += count[start + block] - count[start];
    }
    return (double) covered / points;
  }
}
