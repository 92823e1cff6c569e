package io.millrace.forecasting;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Whether seasonal-naive serves a variate better than its model does, from their absolute errors at
 * the same points. Whoever does not serve has to show that it is better: the test is one-sided, its
 * null hypothesis is that the mean absolute error of the one who serves is at most the other's.
 *
 * <p>Each point bets on the difference of the two errors, in units of the smaller of their means;
 * the stake is what would grow fastest if the difference were {@value #STRONG} or {@value #FAINT}
 * of that unit (a model 1.5 or 1.25 × worse), and it is divided by the long-run variance of the
 * differences, so that errors which resemble their neighbours count as the fewer that they are. The
 * two bets are averaged. What a bet has lost is forgiven: evidence starts again at nothing, so that
 * a model that was good for years is found out as fast as a new one. Errors beyond {@value #MOST}
 * units count as so much: no single point decides, and how bad the model was says nothing about how
 * good it is again.
 *
 * <p>This is an e-detector: under the null hypothesis evidence of {@code e} comes once in about
 * {@code exp(e)} stretches that are as long as the long-run variance. Demotion takes {@value
 * #TO_DEMOTE}, less the logarithm of that variance, so that false ones come once in so many points
 * however strong the correlation. Coming back takes {@value #TO_RECOVER}: it is the model that
 * somebody chose. J. Shin, A. Ramdas and A. Rinaldo, <a
 * href="https://arxiv.org/abs/2203.03532">E-detectors: a nonparametric framework for sequential
 * change detection</a>. The variance is measured, not known, so that this holds as an
 * approximation; the row {@code demotion} of {@code alert-guarantees} measures it.
 *
 * @param demoted whether seasonal-naive serves
 * @param points ever taken in
 * @param model fading mean of the model's absolute errors, in the unit of the variate
 * @param naive the same of seasonal-naive's
 * @param strong logarithm of what the bet on a large difference has won
 * @param faint the same of the bet on a small one
 * @param since points since neither had won anything
 * @param modelSince sum of the model's errors over those points
 * @param naiveSince the same of seasonal-naive's
 */
public record SkillTest(
    boolean demoted,
    int points,
    double model,
    double naive,
    LongRunNoise noise,
    double strong,
    double faint,
    int since,
    double modelSince,
    double naiveSince) {

  /** A model that nothing is known of: it serves. */
  public static final SkillTest FRESH =
      new SkillTest(false, 0, 0, 0, LongRunNoise.NONE, 0, 0, 0, 0, 0);

  static final int BYTES = 1 + 2 * Integer.BYTES + 6 * Double.BYTES + LongRunNoise.BYTES;

  private static final double STRONG = 0.5;
  private static final double FAINT = 0.25;
  private static final double TO_DEMOTE = 7;
  private static final double TO_RECOVER = 2.5;
  private static final double MOST = 4;
  private static final int MEMORY = 500;

  /** Where errors hardly ever differ, the first that do are no proof. */
  private static final double LEAST_VARIANCE = 0.3;

  /** Points before which nothing is decided: the variance is hardly known. */
  private static final int FEWEST = 20;

  /**
   * @param test from here on
   * @param change empty: the same one goes on serving
   */
  public record Judged(SkillTest test, Optional<SkillChange> change) {}

  /** The test after one more point; see {@link #judge}. */
  public SkillTest after(double modelError, double naiveError) {
    return judge(modelError, naiveError).test();
  }

  /**
   * Takes in one point.
   *
   * @param modelError absolute, in the unit of the variate; a point where either is not finite
   *     changes nothing
   */
  public Judged judge(double modelError, double naiveError) {
    if (!Double.isFinite(modelError + naiveError)) {
      return new Judged(this, Optional.empty());
    }
    SkillTest next = bet(modelError, naiveError);
    double needed = demoted ? TO_RECOVER : TO_DEMOTE - Math.log(next.variance());
    if (next.points < FEWEST || next.evidence() < needed) {
      return new Judged(next, Optional.empty());
    }
    double relMae = next.modelSince / next.naiveSince;
    SkillChange change = new SkillChange(!demoted, relMae, next.since, next.evidence(), needed);
    return new Judged(next.changed(), Optional.of(change));
  }

  private SkillTest bet(double modelError, double naiveError) {
    double rate = 1.0 / Math.min(MEMORY, points + 1);
    double nextModel = model + rate * (modelError - model);
    double nextNaive = naive + rate * (naiveError - naive);
    double unit = Math.min(nextModel, nextNaive);
    double worse = inUnits(modelError, unit) - inUnits(naiveError, unit);
    LongRunNoise next = noise.with(worse);
    double against = demoted ? -worse : worse; // the one who serves
    double variance = variance(next);
    double nextStrong = won(strong, STRONG, against, variance);
    double nextFaint = won(faint, FAINT, against, variance);
    boolean begun = nextStrong > 0 || nextFaint > 0;
    return new SkillTest(
        demoted,
        points + 1,
        nextModel,
        nextNaive,
        next,
        nextStrong,
        nextFaint,
        begun ? since + 1 : 0,
        begun ? modelSince + modelError : 0,
        begun ? naiveSince + naiveError : 0);
  }

  private double variance() {
    return variance(noise);
  }

  private static double variance(LongRunNoise noise) {
    return Math.max(LEAST_VARIANCE, noise.longRunVariance());
  }

  private static double inUnits(double error, double unit) {
    return error == 0 ? 0 : Math.min(MOST, error / unit); // the unit is 0 if one has never erred
  }

  private static double won(double before, double difference, double against, double variance) {
    double gain = difference / variance * (against - difference / 2);
    return Math.max(0, before + gain);
  }

  /** Logarithm of the mean of both bets. */
  private double evidence() {
    return Math.log((Math.exp(strong) + Math.exp(faint)) / 2);
  }

  private SkillTest changed() {
    return new SkillTest(!demoted, points, model, naive, noise, 0, 0, 0, 0, 0);
  }

  void write(ByteBuffer out) {
    out.put((byte) (demoted ? 1 : 0)).putInt(points).putDouble(model).putDouble(naive);
    noise.write(out);
    out.putDouble(strong).putDouble(faint);
    out.putInt(since).putDouble(modelSince).putDouble(naiveSince);
  }

  static SkillTest read(ByteBuffer in) {
    return new SkillTest(
        in.get() == 1,
        in.getInt(),
        in.getDouble(),
        in.getDouble(),
        LongRunNoise.read(in),
        in.getDouble(),
        in.getDouble(),
        in.getInt(),
        in.getDouble(),
        in.getDouble());
  }
}
