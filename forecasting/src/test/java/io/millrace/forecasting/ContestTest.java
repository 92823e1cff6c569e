package io.millrace.forecasting;

import static io.millrace.forecasting.Contest.Verdict.GOES_ON;
import static io.millrace.forecasting.Contest.Verdict.NO_BETTER;
import static io.millrace.forecasting.Contest.Verdict.PROMOTED;
import static io.millrace.forecasting.Contest.Verdict.WORSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ContestTest {

  @Test
  void aChallengerThatIsBetterIsPromoted() {
    Contest contest = untilDecided(Contest.FRESH, 1, 0.9, 1);

    assertThat(contest.verdict()).isEqualTo(PROMOTED);
    assertThat(contest.relativeLoss()).isCloseTo(0.9, within(0.05));
    assertThat(contest.evidence()).isGreaterThanOrEqualTo(Contest.needed());
  }

  @Test
  void whenTheTwoAreSwappedTheVerdictIsToo() {
    for (int seed = 0; seed < 5; seed++) {
      Contest contest = untilDecided(Contest.FRESH, 1, 0.9, seed);
      Contest swapped = Contest.FRESH;
      SplittableRandom random = new SplittableRandom(seed);
      while (swapped.verdict() == GOES_ON) {
        double[] losses = losses(random, 1, 0.9);
        swapped = swapped.after(losses[1], losses[0]);
      }

      assertThat(swapped.verdict()).isEqualTo(WORSE);
      assertThat(swapped.points()).isEqualTo(contest.points());
    }
  }

  @Test
  void identicalLossesNeverPromoteAndEndAsNoBetter() {
    Contest contest = Contest.FRESH;
    SplittableRandom random = new SplittableRandom(3);
    while (contest.verdict() == GOES_ON) {
      double loss = random.nextDouble();
      contest = contest.after(loss, loss);
    }

    assertThat(contest.verdict()).isEqualTo(NO_BETTER);
    assertThat(contest.points()).isEqualTo(Contest.MOST_POINTS);
  }

  @Test
  void lossesThatAreAllNothingNeverPromote() {
    Contest contest = Contest.FRESH;
    for (int i = 0; i < 1_000; i++) {
      contest = contest.after(0, 0);
    }

    assertThat(contest.verdict()).isEqualTo(GOES_ON);
    assertThat(contest.evidence()).isNegative();
  }

  @Test
  void theUnitOfTheLossesChangesNothing() {
    Contest metres = untilDecided(Contest.FRESH, 1, 0.95, 4);
    Contest millimetres = untilDecided(Contest.FRESH, 1024, 0.95 * 1024, 4);

    assertThat(millimetres.differences()).isEqualTo(metres.differences());
  }

  @Test
  void aPointWithoutEitherLossChangesNothing() {
    Contest contest = Contest.FRESH.after(1, 2);

    assertThat(contest.after(Double.NaN, 1)).isSameAs(contest);
    assertThat(contest.after(1, Double.NaN)).isSameAs(contest);
  }

  @Test
  void theEvidenceIsTheMixtureThatItClaimsToBe() {
    Contest contest = untilDecided(Contest.FRESH, 1, 0.93, 5);
    BlockMeans differences = contest.differences();
    double points = contest.points();
    double variance = differences.variance();
    double noise = differences.longRunVariance();
    double enlarged = noise * (1 + 2 * Math.sqrt(2 / (points * variance / noise)));

    double mixture = 0;
    double step = 1e-5;
    for (double amount = step / 2; amount < 0.4; amount += step) {
      double prior = 2 / (0.05 * Math.sqrt(2 * Math.PI)) * Math.exp(-amount * amount / 0.005);
      double growth = amount * differences.sum() - points * amount * amount / 2;
      mixture += step * prior * Math.exp(growth / enlarged);
    }

    assertThat(contest.evidence()).isCloseTo(Math.log(mixture), within(1e-4));
  }

  @Test
  void theNoiseOfAnAutoregressionIsItsLongRunVariance() {
    SplittableRandom random = new SplittableRandom(6);
    BlockMeans means = BlockMeans.NONE;
    double value = 0;
    for (int i = 0; i < 50_000; i++) {
      value = 0.8 * value + 0.6 * random.nextGaussian();
      means = means.with(value);
    }

    assertThat(means.variance()).isCloseTo(1, within(0.06));
    assertThat(means.longRunVariance()).isCloseTo(9, within(1.3)); // (1 + 0.8) / (1 − 0.8)
  }

  @Test
  void theNoiseOfErrorsThatOverlapForALeadIsThatLead() {
    SplittableRandom random = new SplittableRandom(7);
    BlockMeans means = BlockMeans.NONE;
    double[] shocks = random.doubles(60_024).map(value -> value < 0.5 ? -1 : 1).toArray();
    double sum = 0;
    for (int i = 0; i < 60_000; i++) {
      sum += shocks[i + 24] - shocks[i];
      means = means.with(sum / Math.sqrt(24));
    }

    assertThat(means.longRunVariance()).isCloseTo(24, within(5.0));
  }

  @Test
  void itGoesOnFromItsBytesAsIfItHadNotStopped() {
    Contest kept = Contest.FRESH;
    Contest stored = Contest.FRESH;
    SplittableRandom random = new SplittableRandom(8);
    for (int i = 0; i < 700; i++) {
      double[] losses = losses(random, 1, 0.98);
      kept = kept.after(losses[0], losses[1]);
      ByteBuffer out = ByteBuffer.allocate(Contest.BYTES);
      stored.after(losses[0], losses[1]).write(out);
      assertThat(out.remaining()).isZero();
      stored = Contest.read(out.flip());
    }

    assertThat(stored).isEqualTo(kept);
    assertThat(stored.evidence()).isEqualTo(kept.evidence());
  }

  private static Contest untilDecided(
      Contest contest, double champion, double challenger, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Contest next = contest;
    while (next.verdict() == GOES_ON) {
      double[] losses = losses(random, champion, challenger);
      next = next.after(losses[0], losses[1]);
    }
    return next;
  }

  /** Champion's and challenger's: nine tenths of their errors are the same. */
  private static double[] losses(SplittableRandom random, double champion, double challenger) {
    double common = Math.sqrt(0.9) * random.nextGaussian();
    double one = common + Math.sqrt(0.1) * random.nextGaussian();
    double other = common + Math.sqrt(0.1) * random.nextGaussian();
    return new double[] {champion * Math.abs(one), challenger * Math.abs(other)};
  }
}
