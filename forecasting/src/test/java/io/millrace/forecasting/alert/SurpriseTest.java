package io.millrace.forecasting.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class SurpriseTest {

  private static final Duration STEP = Duration.ofMinutes(5);
  private static final int DAY = 288;
  private static final double TAIL = 0.001;

  @Test
  void neitherUnitNorZeroOfTheVariateMatters() {
    double[] noise = noise(3000);
    List<Judgement> plain = judged(3000, i -> noise[i]);

    List<Judgement> scaled = judged(3000, i -> 1024 * noise[i] - 3_000_000);

    for (int i = 0; i < plain.size(); i++) {
      assertThat(scaled.get(i).aspect()).isEqualTo(plain.get(i).aspect());
      assertThat(scaled.get(i).tailProbability())
          .isCloseTo(plain.get(i).tailProbability(), within(1e-3));
    }
  }

  @Test
  void aConstantSeriesIsNeverUnexpected() {
    List<Judgement> judged = judged(5000, i -> 0.1 + 0.2);

    assertThat(judged).allMatch(it -> it.tailProbability() == 1);
  }

  @Test
  void theFirstMoveOfAFlatSeriesIsUnexpectedAndItsReturnsAreNot() {
    List<Judgement> judged = judged(2000, i -> i >= 500 && i % 100 == 0 ? 1 : 0);

    assertThat(judged.get(500).tailProbability()).isLessThan(TAIL);
    assertThat(judged.subList(1600, 2000)).allMatch(it -> it.tailProbability() > TAIL);
  }

  @Test
  void aSpikeIsFoundAtItsStep() {
    double[] noise = noise(1000);

    List<Judgement> judged = judged(1000, i -> noise[i] + (i == 900 ? 12 : 0));

    assertThat(judged.get(900).tailProbability()).isLessThan(TAIL);
    assertThat(judged.get(900).aspect()).isIn(Aspect.STEP, Aspect.LEVEL);
    assertThat(judged.get(900).highest(TAIL)).isBetween(3.0, judged.get(900).deviation());
  }

  @Test
  void aNewLevelIsUnexpectedOnceAndThenUsual() {
    double[] noise = noise(1500);

    List<Judgement> judged = judged(1500, i -> noise[i] + (i >= 1000 ? 15 : 0));

    assertThat(judged.get(1000).tailProbability()).isLessThan(TAIL);
    assertThat(judged.get(1000).deviation()).isPositive();
    assertThat(judged.subList(1400, 1500)).allMatch(it -> it.tailProbability() > TAIL);
  }

  @Test
  void aDailyPeakThatFailsToComeIsUnexpectedOfTheSeason() {
    double[] noise = noise(10 * DAY);
    IntToDoubleFunction peaks = i -> noise[i] + (i % DAY >= 100 && i % DAY < 200 ? 30 : 0);
    int missing = 8 * DAY;

    List<Judgement> judged =
        judged(
            10 * DAY, i -> i >= missing && i < missing + DAY ? noise[i] : peaks.applyAsDouble(i));

    List<Judgement> peak = judged.subList(missing + 100, missing + 200);
    assertThat(peak)
        .filteredOn(it -> it.tailProbability() < TAIL)
        .isNotEmpty()
        .allMatch(it -> it.aspect() == Aspect.SEASON && it.deviation() < 0);
  }

  @Test
  void manySpikesOfAUsualSizeAreUnrest() {
    SplittableRandom random = new SplittableRandom(5);
    double[] noise = noise(2200);
    double[] spikes = new double[2200];
    for (int i = 0; i < spikes.length; i++) {
      double often = i < 2000 ? 0.01 : 0.6;
      spikes[i] = random.nextDouble() < often ? 20 + random.nextDouble() : 0;
    }

    List<Judgement> judged = judged(2200, i -> 0.1 * noise[i] + spikes[i]);

    assertThat(judged.subList(2000, 2050))
        .anyMatch(it -> it.tailProbability() < TAIL && it.aspect().isMean());
  }

  @Test
  void ofNoiseAboutTheTailIsUnexpected() {
    double[] noise = noise(40_000);

    List<Judgement> judged = judged(40_000, i -> noise[i]);

    long found = judged.stream().filter(it -> it.tailProbability() < 0.005).count();
    assertThat(found / 40_000.0).isBetween(0.002, 0.01);
  }

  @Test
  void aSeasonThatHasChangedForGoodIsUsualAfterSomeDays() {
    double[] noise = noise(40 * DAY);

    List<Judgement> judged =
        judged(
            40 * DAY,
            i -> i < 20 * DAY || i % DAY >= DAY / 2 ? 0.1 * noise[i] : 0.1 * noise[i] + 30);

    assertThat(judged.subList(20 * DAY, 21 * DAY)).anyMatch(it -> it.tailProbability() < TAIL);
    assertThat(judged.subList(32 * DAY, 40 * DAY))
        .filteredOn(it -> it.tailProbability() < TAIL)
        .hasSizeLessThan(DAY / 10);
  }

  @Test
  void itGoesOnFromItsBytesAsIfNothingHadHappened() {
    double[] noise = noise(2000);
    Surprise kept = Surprise.none();
    Surprise stored = Surprise.none();
    int most = 0;
    for (int i = 0; i < noise.length; i++) {
      kept = kept.judge(noise[i], Double.NaN, at(i), STEP).next();
      byte[] bytes = stored.judge(noise[i], Double.NaN, at(i), STEP).next().toBytes();
      stored = Surprise.fromBytes(bytes);
      most = Math.max(most, bytes.length);
    }

    assertThat(stored).isEqualTo(kept);
    assertThat(most).isLessThanOrEqualTo(Surprise.MOST_BYTES);
    assertThat(Surprise.MOST_BYTES).isLessThan(2048);
  }

  @Test
  void bytesOfAnotherVersionAreRefused() {
    byte[] bytes = Surprise.none().toBytes();
    bytes[0] = 9;

    assertThatThrownBy(() -> Surprise.fromBytes(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("9");
  }

  private static List<Judgement> judged(int readings, IntToDoubleFunction values) {
    List<Judgement> judged = new ArrayList<>();
    Surprise surprise = Surprise.none();
    for (int i = 0; i < readings; i++) {
      Surprise.Judged next = surprise.judge(values.applyAsDouble(i), Double.NaN, at(i), STEP);
      surprise = next.next();
      judged.add(next.judgement());
    }
    return judged;
  }

  private static Instant at(int reading) {
    return Instant.EPOCH.plus(STEP.multipliedBy(reading));
  }

  private static double[] noise(int readings) {
    SplittableRandom random = new SplittableRandom(3);
    double[] noise = new double[readings];
    for (int i = 0; i < readings; i++) {
      noise[i] = random.nextGaussian();
    }
    return noise;
  }
}
