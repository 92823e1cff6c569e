package io.millrace.forecasting;

import java.nio.ByteBuffer;

/**
 * A champion against a challenger, by their losses at the same points. It may be looked at after
 * every point, and stops at the first that decides.
 *
 * <p>The statistic is how much likelier the mean difference of the losses is if the challenger is
 * better, by an amount that is drawn from half a normal distribution of {@value #AMOUNT} mean
 * losses, than if it is not: a one-sided mixture, which under the null hypothesis is expected to be
 * 1 at whatever point one stops, so that it ever reaches 1/α with a probability of at most α (J.
 * Ville). α is {@value #FALSE_PROMOTIONS}, in both directions. It takes the mean for normal, with
 * the long-run variance of {@link BlockMeans}, enlarged by what its own estimate may err; so it
 * holds asymptotically, and nothing is decided before {@value #FEWEST_POINTS} points. Losses beyond
 * {@value #MOST} times their mean count as so much.
 *
 * <p>I. Waudby-Smith et al., <a href="https://arxiv.org/abs/2103.06476">Time-uniform central limit
 * theory and asymptotic confidence sequences</a>; S. Howard, A. Ramdas et al., <a
 * href="https://arxiv.org/abs/1810.08240">Time-uniform, nonparametric, nonasymptotic confidence
 * sequences</a>; Y. Choe and A. Ramdas, <a href="https://arxiv.org/abs/2110.00115">Comparing
 * sequential forecasters</a>. The row {@code challenger} of {@code alert-guarantees} measures it.
 *
 * @param champion sum of its losses
 * @param challenger sum of its losses
 * @param differences champion's loss − challenger's, in units of the mean loss so far
 */
public record Contest(double champion, double challenger, BlockMeans differences) {

  public static final Contest FRESH = new Contest(0, 0, BlockMeans.NONE);

  /** Points after which a challenger that is no better is dropped. */
  public static final int MOST_POINTS = 10_000;

  static final int BYTES = 2 * Double.BYTES + BlockMeans.BYTES;

  private static final int FEWEST_POINTS = 300;
  private static final double AMOUNT = 0.05;
  private static final double FALSE_PROMOTIONS = 0.005;
  private static final double MOST = 10;

  /** Where all differences are the same, their variance still is not nothing. */
  private static final double LEAST_VARIANCE = 1e-4;

  /** What the points so far say. */
  public enum Verdict {
    GOES_ON,
    PROMOTED,
    /** It is worse. */
    WORSE,
    /** It is no better after {@link #MOST_POINTS} points. */
    NO_BETTER
  }

  /**
   * Takes in the losses of one point, of one unit; one where either is not finite changes nothing.
   */
  public Contest after(double championLoss, double challengerLoss) {
    double nextChampion = champion + championLoss;
    double nextChallenger = challenger + challengerLoss;
    if (!Double.isFinite(nextChampion + nextChallenger)) {
      return this;
    }
    double unit = (nextChampion + nextChallenger) / 2 / (differences.points() + 1);
    double better = unit > 0 ? inUnits(championLoss, unit) - inUnits(challengerLoss, unit) : 0;
    return new Contest(nextChampion, nextChallenger, differences.with(better));
  }

  private static double inUnits(double loss, double unit) {
    return Math.min(MOST, loss / unit);
  }

  public Verdict verdict() {
    if (differences.points() < FEWEST_POINTS) {
      return Verdict.GOES_ON;
    }
    if (evidence() >= needed()) {
      return Verdict.PROMOTED;
    }
    if (evidence(-differences.sum()) >= needed()) {
      return Verdict.WORSE;
    }
    return differences.points() < MOST_POINTS ? Verdict.GOES_ON : Verdict.NO_BETTER;
  }

  public int points() {
    return differences.points();
  }

  /** The challenger's mean loss over the champion's; NaN before a point with a loss. */
  public double relativeLoss() {
    return challenger / champion;
  }

  /** Logarithm of how much likelier the losses are if the challenger is better. */
  public double evidence() {
    return points() == 0 ? 0 : evidence(differences.sum());
  }

  /** Evidence from which on it decides. */
  public static double needed() {
    return -Math.log(FALSE_PROMOTIONS);
  }

  private double evidence(double sum) {
    int points = differences.points();
    double noise = noise();
    double amount = points * AMOUNT * AMOUNT;
    double both = noise * (noise + amount);
    double place = sum * AMOUNT / Math.sqrt(both);
    return 0.5 * Math.log(noise / (noise + amount))
        + place * place / 2
        + Math.log(2 * Math.max(Double.MIN_NORMAL, StandardNormal.cumulative(place)));
  }

  /**
   * Long-run variance and two standard errors of it: so many points are worth fewer that differ.
   */
  private double noise() {
    double noise = Math.max(LEAST_VARIANCE, differences.longRunVariance());
    double variance = Math.max(LEAST_VARIANCE, differences.variance());
    double worth = differences.points() * variance / noise;
    return noise * (1 + 2 * Math.sqrt(2 / worth));
  }

  void write(ByteBuffer out) {
    out.putDouble(champion).putDouble(challenger);
    differences.write(out);
  }

  static Contest read(ByteBuffer in) {
    return new Contest(in.getDouble(), in.getDouble(), BlockMeans.read(in));
  }
}
