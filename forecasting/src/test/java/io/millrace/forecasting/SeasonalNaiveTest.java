package io.millrace.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeasonalNaiveTest {

  private static final double[] LEVELS = {0.1, 0.5, 0.9};

  @Test
  void aSeasonIsFoundUnderNoise() {
    Random random = new Random(5);
    double[] column = new double[256];
    Arrays.setAll(column, i -> 20 + 5 * Math.sin(2 * Math.PI * i / 24) + random.nextGaussian());
    assertThat(Seasonality.detect(column)).isEqualTo(24);
  }

  @Test
  void neitherARandomWalkNorATrendNorAConstantHasASeason() {
    Random random = new Random(6);
    double[] walk = new double[256];
    for (int i = 1; i < walk.length; i++) {
      walk[i] = walk[i - 1] + 0.1 + random.nextGaussian() * 0.01;
    }
    assertThat(Seasonality.detect(walk)).isEqualTo(Seasonality.NONE);
    assertThat(Seasonality.detect(new double[256])).isEqualTo(Seasonality.NONE);
    assertThat(Seasonality.detect(random.doubles(256).toArray())).isEqualTo(Seasonality.NONE);
  }

  @Test
  void theSeasonComesAgainAndWithoutOneTheLastValueStands() {
    double[] column = {1, 2, 3, 4, 5, 6};
    assertThat(new SeasonalNaive(3).point(column, 1)).isEqualTo(4);
    assertThat(new SeasonalNaive(3).point(column, 5)).isEqualTo(5);
    assertThat(new SeasonalNaive(1).point(column, 5)).isEqualTo(6);
    column[3] = Double.NaN;
    assertThat(new SeasonalNaive(3).point(column, 1)).isEqualTo(1);
  }

  @Test
  void theIntervalsOfARandomWalkGrowAsItDoes() {
    Random random = new Random(9);
    double[] walk = new double[4000];
    for (int i = 1; i < walk.length; i++) {
      walk[i] = walk[i - 1] + random.nextGaussian();
    }
    VariateOutlook outlook = new SeasonalNaive(1).forecast(walk, 16, LEVELS);
    double first = outlook.quantiles()[2][0] - outlook.mean()[0];
    double last = outlook.quantiles()[2][15] - outlook.mean()[15];
    assertThat(first).isCloseTo(1.2816, within(0.15));
    assertThat(last / first).isCloseTo(4, within(1.0));
  }

  @Test
  void aYoungSeriesStillHasIntervalsInOrder() {
    VariateOutlook outlook =
        new SeasonalNaive(1).forecast(new double[] {1, 3, 2, 5, 4, 4, 6, 5, 7, 6}, 24, LEVELS);
    for (int h = 0; h < 24; h++) {
      assertThat(outlook.quantiles()[0][h]).isLessThan(outlook.quantiles()[2][h]);
    }
  }
}
