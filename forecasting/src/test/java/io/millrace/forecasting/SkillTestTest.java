package io.millrace.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class SkillTestTest {

  /** Changes, each with the point after which it came. */
  private final List<Integer> at = new ArrayList<>();

  private final List<SkillChange> changes = new ArrayList<>();

  @Test
  void aModelThatTurnsHalfAgainAsBadIsDemotedAndServesAgainAfterItRecovered() {
    SkillTest test = run(SkillTest.FRESH, 2_000, i -> i >= 800 && i < 1_300 ? 1.5 : 0.8, 1);

    assertThat(changes).extracting(SkillChange::demoted).containsExactly(true, false);
    assertThat(at.get(0)).isBetween(800, 1_000);
    assertThat(at.get(1)).isBetween(1_300, 1_700);
    assertThat(test.demoted()).isFalse();
  }

  @Test
  void aChangeSaysTheErrorsOfThePointsThatDecided() {
    run(SkillTest.FRESH, 1_300, i -> i >= 800 ? 2.5 : 0.8, 2);

    SkillChange demotion = changes.get(0);
    assertThat(demotion.relMae()).isCloseTo(2.5, within(0.7));
    assertThat(demotion.points()).isLessThan(at.get(0) - 750);
    assertThat(demotion.evidence()).isGreaterThanOrEqualTo(demotion.needed());
  }

  @Test
  void whatIsAsGoodAsSeasonalNaiveServesOn() {
    run(SkillTest.FRESH, 3_000, i -> 1, 3);

    assertThat(changes).isEmpty();
  }

  @Test
  void equalErrorsNeverDecide() {
    SkillTest test = SkillTest.FRESH;
    for (int i = 0; i < 5_000; i++) {
      test = test.after(i % 7, i % 7);
    }

    assertThat(test.demoted()).isFalse();
    assertThat(test.strong()).isZero();
  }

  @Test
  void whoeverServesIsReplacedByTheSameEvidence() {
    SkillTest model = run(SkillTest.FRESH, 500, i -> 1, 4);
    SkillTest naive = mirrored(model);
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 200; i++) {
      double bad = random.nextDouble();
      double good = random.nextDouble();
      model = model.after(bad, good);
      naive = naive.after(good, bad);
    }

    assertThat(naive.strong()).isEqualTo(model.strong());
    assertThat(naive.faint()).isEqualTo(model.faint());
  }

  private static SkillTest mirrored(SkillTest test) {
    LongRunNoise noise = test.noise();
    return new SkillTest(
        !test.demoted(),
        test.points(),
        test.naive(),
        test.model(),
        new LongRunNoise(
            noise.points(),
            -noise.mean(),
            noise.variance(),
            noise.lagged(),
            -noise.last(),
            -noise.open(),
            noise.filled(),
            noise.blocks(),
            -noise.block(),
            noise.swings()),
        test.strong(),
        test.faint(),
        test.since(),
        test.naiveSince(),
        test.modelSince());
  }

  @Test
  void theUnitOfTheVariateChangesNothing() {
    run(SkillTest.FRESH, 2_000, i -> i < 700 ? 1.5 : 0.6, 5);
    List<Integer> metres = List.copyOf(at);
    at.clear();

    SkillTest test = SkillTest.FRESH;
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 2_000; i++) {
      double model = 1024 * (i < 700 ? 1.5 : 0.6) * Math.abs(random.nextGaussian());
      test = take(test, i, model, 1024 * Math.abs(random.nextGaussian()));
    }

    assertThat(at).isEqualTo(metres).hasSize(2);
  }

  @Test
  void aPointWithoutEitherErrorChangesNothing() {
    SkillTest test = run(SkillTest.FRESH, 100, i -> 1, 6);

    assertThat(test.after(Double.NaN, 1)).isSameAs(test);
    assertThat(test.after(1, Double.NaN)).isSameAs(test);
    assertThat(test.after(Double.POSITIVE_INFINITY, 1)).isSameAs(test);
  }

  @Test
  void aSingleMonstrousErrorDoesNotDecide() {
    SkillTest good = run(SkillTest.FRESH, 500, i -> 0.8, 7);
    SkillTest quiet = SkillTest.FRESH;
    for (int i = 0; i < 5_000; i++) {
      quiet = quiet.after(0, 0);
    }

    assertThat(good.after(1e9, 0).demoted()).isFalse();
    assertThat(quiet.after(1e9, 0).demoted()).isFalse();
    assertThat(quiet.after(1e9, 0).after(0, 0).demoted()).isFalse();
  }

  @Test
  void aPointThatIsRepeatedTwentyTimesIsNotTwentyPoints() {
    SkillTest apart = SkillTest.FRESH;
    SkillTest repeated = SkillTest.FRESH;
    SplittableRandom random = new SplittableRandom(8);
    double model = 0;
    double naive = 0;
    for (int i = 0; i < 5_000; i++) {
      double nextModel = Math.abs(random.nextGaussian());
      double nextNaive = Math.abs(random.nextGaussian());
      model = i % 20 == 0 ? nextModel : model;
      naive = i % 20 == 0 ? nextNaive : naive;
      apart = take(apart, i, nextModel, nextNaive);
      repeated = take(repeated, i, model, naive);
    }

    assertThat(changes).isEmpty();
    assertThat(repeated.noise().longRunVariance() / apart.noise().longRunVariance())
        .isGreaterThan(10);
  }

  @Test
  void itGoesOnFromItsBytesAsIfItHadNotStopped() {
    SkillTest kept = SkillTest.FRESH;
    SkillTest stored = SkillTest.FRESH;
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < 1_500; i++) {
      double model = (i < 700 ? 1.5 : 0.6) * Math.abs(random.nextGaussian());
      double naive = Math.abs(random.nextGaussian());
      kept = take(kept, i, model, naive);
      ByteBuffer out = ByteBuffer.allocate(SkillTest.BYTES);
      stored.after(model, naive).write(out);
      assertThat(out.remaining()).isZero();
      stored = SkillTest.read(out.flip());
    }

    assertThat(changes).hasSize(2);
    assertThat(stored).isEqualTo(kept);
  }

  /**
   * @param relMae at each point
   */
  private SkillTest run(SkillTest test, int points, IntToDoubleFunction relMae, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SkillTest next = test;
    for (int i = 0; i < points; i++) {
      double model = relMae.applyAsDouble(i) * Math.abs(random.nextGaussian());
      next = take(next, i, model, Math.abs(random.nextGaussian()));
    }
    return next;
  }

  private SkillTest take(SkillTest test, int point, double model, double naive) {
    SkillTest.Judged judged = test.judge(model, naive);
    judged
        .change()
        .ifPresent(
            change -> {
              at.add(point);
              changes.add(change);
            });
    return judged.test();
  }
}
