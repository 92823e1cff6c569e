package io.millrace.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PathSamplerTest {

  private static final double[] LEVELS = {0.1, 0.5, 0.9};
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
  private final PathSampler sampler = new PathSampler(100_000);

  @Test
  void withoutDependenceItIsTheProductOfTheLeads() {
    double stays = Math.pow(StandardNormal.cumulative(1.5), 12);
    assertThat(crossing(Limit.above(1.5), 0).probability()).isCloseTo(1 - stays, within(0.006));
  }

  @Test
  void withNearlyFullDependenceItIsTheMarginalProbability() {
    double marginal = 1 - StandardNormal.cumulative(1.5);
    assertThat(crossing(Limit.above(1.5), 0.99999).probability())
        .isCloseTo(marginal, within(0.006));
  }

  @Test
  void twoLeadsFollowTheOrthantFormula() {
    // P(both below 0) = 1/4 + asin(rho) / (2 pi), Sheppard 1899
    double both = 0.25 + Math.asin(0.6) / (2 * Math.PI);
    PathSampler.Crossing crossing =
        sampler.crossing(normal(12), Limit.above(0), 2, 0.6, "series", AT);
    assertThat(crossing.probability()).isCloseTo(1 - both, within(0.006));
    assertThat(crossing.medianLead()).isEqualTo(1);
  }

  @Test
  void belowMirrorsAbove() {
    assertThat(crossing(Limit.below(-1.5), 0.7).probability())
        .isCloseTo(crossing(Limit.above(1.5), 0.7).probability(), within(0.01));
  }

  @Test
  void aForecastWithoutSpreadBreachesOrDoesNot() {
    double[] constant = {1, 1, 1};
    VariateOutlook point =
        new VariateOutlook(constant, LEVELS, new double[][] {constant, constant, constant});
    assertThat(sampler.crossing(point, Limit.above(1), 3, 0.5, "s", AT).probability()).isZero();
    assertThat(sampler.crossing(point, Limit.above(0.9), 3, 0.5, "s", AT).probability()).isOne();
    assertThat(sampler.crossing(point, Limit.below(1), 3, 0.5, "s", AT).probability()).isZero();
  }

  @Test
  void theSameForecastGivesTheSameProbability() {
    assertThat(crossing(Limit.above(1), 0.5)).isEqualTo(crossing(Limit.above(1), 0.5));
  }

  @Test
  void atOneLeadItIsTheMarginalProbability() {
    double marginal = 1 - StandardNormal.cumulative(0.8);
    assertThat(sampler.crossing(normal(12), Limit.above(0.8), 1, 0.7, "s", AT).probability())
        .isCloseTo(marginal, within(0.006));
  }

  @Test
  void leadsOfDifferentOddsMultiplyWithoutDependence() {
    double[][] quantiles = new double[LEVELS.length][3];
    double[] means = {-1, 0, 0.5};
    double stays = 1;
    for (int lead = 0; lead < 3; lead++) {
      stays *= StandardNormal.cumulative(1.2 - means[lead]);
      for (int q = 0; q < LEVELS.length; q++) {
        quantiles[q][lead] = means[lead] + StandardNormal.quantile(LEVELS[q]);
      }
    }
    VariateOutlook outlook = new VariateOutlook(means, LEVELS, quantiles);

    double probability = sampler.crossing(outlook, Limit.above(1.2), 3, 0, "s", AT).probability();

    assertThat(probability).isCloseTo(1 - stays, within(0.006));
  }

  @Test
  void itNeverFallsAsTheTimeGrowsOrTheLimitComesNearer() {
    PathSampler few = new PathSampler(200);
    double[] before = new double[12];
    for (double limit = 3; limit > -1; limit -= 0.05) {
      double shorter = 0;
      for (int leads = 1; leads <= 12; leads++) {
        double probability =
            few.crossing(normal(12), Limit.above(limit), leads, 0.8, "s", AT).probability();
        assertThat(probability).isGreaterThanOrEqualTo(shorter);
        assertThat(probability).isGreaterThanOrEqualTo(before[leads - 1]);
        shorter = probability;
        before[leads - 1] = probability;
      }
    }
    assertThat(before[11]).isGreaterThan(0.9);
  }

  private PathSampler.Crossing crossing(Limit limit, double correlation) {
    return sampler.crossing(normal(12), limit, 12, correlation, "series", AT);
  }

  private static VariateOutlook normal(int horizon) {
    double[][] quantiles = new double[LEVELS.length][horizon];
    for (int q = 0; q < LEVELS.length; q++) {
      Arrays.fill(quantiles[q], StandardNormal.quantile(LEVELS[q]));
    }
    return new VariateOutlook(new double[horizon], LEVELS, quantiles);
  }
}
