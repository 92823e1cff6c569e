package io.millrace.forecasting;

import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How probable it is that a limit is crossed at any step ahead: a property of the path, so paths
 * are drawn, as {@link Trajectories} draws them, but only as far as their first breach.
 *
 * <p>Seeded by series and issue time: the same forecast gives the same probability, on any machine.
 */
public final class PathSampler {

  /** Standard error of a probability of one half: 1.6 points. */
  public static final int DEFAULT_PATHS = 1000;

  private final int paths;

  public PathSampler(int paths) {
    if (paths < 1) {
      throw new IllegalArgumentException("paths: must be at least 1, is " + paths);
    }
    this.paths = paths;
  }

  /**
   * @param probability that some step within the lead time breaches the limit
   * @param medianLead of the first breach among the paths that breach, in steps; 0 when none does
   */
  public record Crossing(double probability, int medianLead) {}

  /**
   * @param leads steps looked at, from the first on; at most the horizon
   * @param correlation of one lead's residual with the next's, the mean over the horizon, -1 &lt; ρ
   *     &lt; 1
   */
  public Crossing crossing(
      VariateOutlook outlook,
      Limit limit,
      int leads,
      double correlation,
      String series,
      Instant issuedAt) {
    int within = Math.min(leads, outlook.horizon());
    boolean above = limit.side() == Limit.Side.ABOVE;
    double[] thresholds = new double[within]; // the score beyond which each lead breaches
    for (int lead = 1; lead <= within; lead++) {
      QuantileFunction at = outlook.at(lead);
      thresholds[lead - 1] = above ? at.scoreOf(limit.value()) : at.lowestScoreOf(limit.value());
    }
    return isOutOfReach(thresholds, above)
        ? new Crossing(0, 0)
        : sample(
            thresholds,
            above,
            new CorrelatedScores(LeadDependence.of(outlook, correlation)),
            new SplittableRandom(Trajectories.seed(series, issuedAt)));
  }

  /** The leads' probabilities together bound that of the path; under 1e-4 no draw is worth it. */
  private static boolean isOutOfReach(double[] thresholds, boolean above) {
    double bound = 0;
    for (double threshold : thresholds) {
      bound += StandardNormal.cumulative(above ? -threshold : threshold);
    }
    return bound < 1e-4;
  }

  /**
   * Each path has random numbers of its own, so that those of the next do not depend on where it
   * ended: of one forecast, whatever breaches a limit breaches a nearer one, and within a longer
   * time.
   */
  private Crossing sample(
      double[] thresholds, boolean above, CorrelatedScores scores, SplittableRandom random) {
    int[] firsts = new int[paths];
    int crossed = 0;
    for (int path = 0; path < paths; path++) {
      int first = firstBreach(thresholds, above, scores, random.split());
      if (first > 0) {
        firsts[crossed++] = first;
      }
    }
    Arrays.sort(firsts, 0, crossed);
    return new Crossing((double) crossed / paths, crossed == 0 ? 0 : firsts[crossed / 2]);
  }

  /** The lead of it, or 0. */
  private static int firstBreach(
      double[] thresholds, boolean above, CorrelatedScores scores, SplittableRandom random) {
    double score = 0;
    for (int lead = 1; lead <= thresholds.length; lead++) {
      score = lead == 1 ? scores.first(random) : scores.next(score, lead, random);
      double threshold = thresholds[lead - 1];
      if (above ? score > threshold : score < threshold) {
        return lead;
      }
    }
    return 0;
  }
}
