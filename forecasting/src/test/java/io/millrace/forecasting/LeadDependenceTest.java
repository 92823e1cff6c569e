package io.millrace.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LeadDependenceTest {

  private static final int HORIZON = 24;

  @Test
  void underEqualSpreadsEveryPairOfNeighboursHasTheCorrelationGiven() {
    double[] dependence = LeadDependence.of(spread(lead -> 3), 0.7);

    assertThat(dependence).hasSize(HORIZON - 1).containsOnly(new double[] {0.7}, within(1e-12));
  }

  @Test
  void underTheSpreadsOfARandomWalkItIsThatOfARandomWalk() {
    double mean = 0;
    for (int lead = 1; lead < HORIZON; lead++) {
      mean += Math.sqrt(lead / (lead + 1.0)) / (HORIZON - 1);
    }

    double[] dependence = LeadDependence.of(spread(Math::sqrt), mean);

    for (int lead = 1; lead < HORIZON; lead++) {
      assertThat(dependence[lead - 1]).isCloseTo(Math.sqrt(lead / (lead + 1.0)), within(1e-9));
    }
  }

  @Test
  void theMeanOverTheHorizonIsTheCorrelationGiven() {
    double[] dependence = LeadDependence.of(spread(lead -> 1 - Math.pow(0.8, lead)), 0.6);

    assertThat(Arrays.stream(dependence).average().orElseThrow()).isCloseTo(0.6, within(1e-12));
    assertThat(dependence[0]).isLessThan(dependence[HORIZON - 2]);
  }

  @Test
  void noPairOfLeadsIsBoundForGood() {
    double[] dependence = LeadDependence.of(spread(lead -> lead), 0.99);

    assertThat(Arrays.stream(dependence)).allMatch(it -> it < 1);
  }

  @Test
  void aSingleLeadHasNoNeighbour() {
    VariateOutlook one =
        new VariateOutlook(new double[] {1}, new double[] {0.5}, new double[][] {{1}});

    assertThat(LeadDependence.of(one, 0.5)).isEmpty();
  }

  @Test
  void aCorrelationOfOneIsRefused() {
    assertThatThrownBy(() -> LeadDependence.of(spread(lead -> 1), 1))
        .hasMessage("correlation: must lie between -1 and 1, is 1.0");
  }

  /** Of a lead's distribution. */
  private interface Spread {
    double at(int lead);
  }

  private static VariateOutlook spread(Spread spread) {
    double[][] quantiles = new double[2][HORIZON];
    for (int lead = 1; lead <= HORIZON; lead++) {
      quantiles[0][lead - 1] = -spread.at(lead);
      quantiles[1][lead - 1] = spread.at(lead);
    }
    return new VariateOutlook(new double[HORIZON], new double[] {0.1, 0.9}, quantiles);
  }
}
