package io.millrace.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrajectoriesTest {

  private static final int PATHS = 20_000;
  private static final double[] LEVELS = {0.1, 0.25, 0.5, 0.75, 0.9};

  /** [level][lead]: skewed, and wider at each lead. */
  private static final double[][] QUANTILES = {
    {8, 6, 3}, {9, 8, 7}, {10, 10.5, 11}, {12, 14, 17}, {15, 20, 30}
  };

  private static final VariateOutlook SKEWED =
      new VariateOutlook(new double[] {11, 12, 13}, LEVELS, QUANTILES);

  @Test
  void atEachLeadTheSharesBelowTheQuantilesAreTheirLevels() {
    double[][] paths = new Trajectories(PATHS, 7).of(SKEWED, 0.8);

    for (int level = 0; level < LEVELS.length; level++) {
      for (int lead = 0; lead < SKEWED.horizon(); lead++) {
        assertThat(shareBelow(paths, lead, QUANTILES[level][lead]))
            .isCloseTo(LEVELS[level], within(0.02));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.5, 0, 0.6, 0.95})
  void neighbouringLeadsHaveTheRankCorrelationOfTheResiduals(double correlation) {
    double[][] paths = new Trajectories(PATHS, 7).of(SKEWED, correlation);

    // Spearman's of a Gaussian copula, Pearson 1907; two leads apart the correlation is squared
    assertThat(rankCorrelation(paths, 0, 1))
        .isCloseTo(6 / Math.PI * Math.asin(correlation / 2), within(0.02));
    assertThat(rankCorrelation(paths, 0, 2))
        .isCloseTo(6 / Math.PI * Math.asin(correlation * correlation / 2), within(0.02));
  }

  @Test
  void theSameSeedDrawsTheSamePathsAndAnotherDrawsOthers() {
    double[][] paths = new Trajectories(3, 7).of(SKEWED, 0.5);

    assertThat(new Trajectories(3, 7).of(SKEWED, 0.5)).isDeepEqualTo(paths);
    assertThat(new Trajectories(3, 8).of(SKEWED, 0.5)[0]).isNotEqualTo(paths[0]);
  }

  @Test
  void aSeedBelongsToOneSeriesAndOneIssueTime() {
    long seed = Trajectories.seed("s", Instant.EPOCH);

    assertThat(Trajectories.seed("s", Instant.EPOCH)).isEqualTo(seed);
    assertThat(Trajectories.seed("t", Instant.EPOCH)).isNotEqualTo(seed);
    assertThat(Trajectories.seed("s", Instant.EPOCH.plusMillis(1))).isNotEqualTo(seed);
  }

  @Test
  void theSharesOfPathsThatBreachAreWhatThePathSamplerSays() {
    Limit limit = Limit.above(18);
    double[][] paths =
        new Trajectories(PATHS, Trajectories.seed("s", Instant.EPOCH)).of(SKEWED, 0.5);

    double breached =
        Arrays.stream(paths)
            .mapToInt(path -> Arrays.stream(path).anyMatch(limit::breachedBy) ? 1 : 0)
            .average()
            .orElseThrow();

    assertThat(
            new PathSampler(PATHS)
                .crossing(SKEWED, limit, 3, 0.5, "s", Instant.EPOCH)
                .probability())
        .isCloseTo(breached, within(0.015)); // four standard errors of a difference
  }

  @Test
  void aForecastWithoutQuantilesHasNoPaths() {
    VariateOutlook mean = new VariateOutlook(new double[] {1, 2}, new double[0], new double[0][]);

    assertThatThrownBy(() -> new Trajectories(1, 1).of(mean, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("trajectories need a forecast with quantiles; this one has a mean only");
  }

  @Test
  void aCorrelationOfOneIsRefused() {
    assertThatThrownBy(() -> new Trajectories(1, 1).of(SKEWED, 1))
        .hasMessage("correlation: must lie between -1 and 1, is 1.0");
  }

  private static double shareBelow(double[][] paths, int lead, double value) {
    return (double) Arrays.stream(paths).filter(path -> path[lead] <= value).count() / PATHS;
  }

  private static double rankCorrelation(double[][] paths, int lead, int other) {
    int[] one = ranks(paths, lead);
    int[] two = ranks(paths, other);
    double squares = IntStream.range(0, PATHS).mapToDouble(i -> Math.pow(one[i] - two[i], 2)).sum();
    return 1 - 6 * squares / ((double) PATHS * ((double) PATHS * PATHS - 1));
  }

  private static int[] ranks(double[][] paths, int lead) {
    int[] order =
        IntStream.range(0, PATHS)
            .boxed()
            .sorted(Comparator.comparingDouble(path -> paths[path][lead]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] ranks = new int[PATHS];
    IntStream.range(0, PATHS).forEach(rank -> ranks[order[rank]] = rank);
    return ranks;
  }
}
