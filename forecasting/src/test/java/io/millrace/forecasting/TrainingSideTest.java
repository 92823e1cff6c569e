package io.millrace.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tables, splits, scalers, windows and errors on numbers small enough to check by hand. */
class TrainingSideTest {

  private static final double NO = Double.NaN;

  @Test
  void aMissingValueIsTakenFromTheRowBeforeAndBeforeTheFirstFromTheFirst() {
    SeriesTable table = table(new double[][] {{NO, 1}, {5, NO}, {NO, NO}, {6, 2}});

    SeriesTable filled = table.filledWithPrevious();

    assertThat(table.missing()).isEqualTo(4);
    assertThat(filled.rows()).isDeepEqualTo(new double[][] {{5, 1}, {5, 1}, {5, 1}, {6, 2}});
  }

  @Test
  void aPolicyFillsEveryVariateOfATableAndLeavesWhatItCannotKnow() {
    SeriesTable table = table(new double[][] {{NO, 1}, {5, NO}, {NO, NO}, {9, NO}, {6, 9}});

    SeriesTable filled = table.filled(new GapPolicy.Linear(2));

    assertThat(filled.column(0)).containsExactly(NO, 5, 7, 9, 6);
    assertThat(filled.column(1)).containsExactly(1, 3, 5, NO, 9);
    assertThat(table.column(0)).containsExactly(NO, 5, NO, 9, 6);
  }

  @Test
  void aVariateWithoutAnyValueIsNamed() {
    assertThatThrownBy(table(new double[][] {{1, NO}, {2, NO}})::filledWithPrevious)
        .hasMessage("variate v1 has no value at all");
  }

  @Test
  void aTableDoesNotChangeWithTheArrayItWasMadeFrom() {
    double[][] rows = {{1, 2}};
    SeriesTable table = table(rows);

    rows[0][0] = 9;

    assertThat(table.rows()[0][0]).isEqualTo(1);
  }

  @Test
  void theScalerSeesTrainingRowsOnlyAndUsesThePopulationDeviation() {
    SeriesTable table = table(new double[][] {{1, 7}, {3, 7}, {100, 100}});

    Scaler scaler = Scaler.fit(table, new RowRange(0, 2));

    assertThat(scaler.mean()).containsExactly(2, 7);
    assertThat(scaler.scale()).containsExactly(1, 1); // a constant variate keeps its unit
    assertThat(scaler.scaled(0, 100)).isEqualTo(98);
    assertThat(scaler.unscaled(0, scaler.scaled(0, 5))).isEqualTo(5);
  }

  @Test
  void aMissingValueIsScaledToTheMean() {
    Scaler scaler = new Scaler(List.of("v0"), new double[] {4}, new double[] {2});

    assertThat(scaler.scaled(new double[][] {{8}, {NO}})).containsExactly(2, 0);
  }

  @Test
  void theEttBordersAreTwelveFourAndFourMonths() {
    Split hourly = Split.ett(17_420, Duration.ofHours(1), 96);
    Split quarterly = Split.ett(69_680, Duration.ofMinutes(15), 96);

    assertThat(hourly.training()).isEqualTo(new RowRange(0, 8640));
    assertThat(hourly.validation()).isEqualTo(new RowRange(8544, 11_520));
    assertThat(hourly.test()).isEqualTo(new RowRange(11_424, 14_400));
    assertThat(quarterly.test()).isEqualTo(new RowRange(46_080 - 96, 57_600));
  }

  @Test
  void theRatioBordersRoundTowardsTheFirstRow() {
    Split split = Split.ratio(7588, 96);

    assertThat(split.training()).isEqualTo(new RowRange(0, 5311));
    assertThat(split.validation()).isEqualTo(new RowRange(5215, 6071));
    assertThat(split.test()).isEqualTo(new RowRange(5975, 7588));
  }

  @Test
  void theFirstTestForecastIsIssuedAtTheBorderAndTheLastEndsWithTheRows() {
    Windows windows = new Windows(Split.ratio(100, 8).test(), 8, 4);

    assertThat(windows.issue(0)).isEqualTo(80);
    assertThat(windows.issue(windows.count() - 1) + 4).isEqualTo(100);
  }

  @Test
  void seasonalNaiveRepeatsTheLastWholeSeasonKnown() {
    double[][] rows = {{1}, {2}, {3}, {4}, {5}};

    assertThat(
            IntStream.rangeClosed(1, 5)
                .mapToDouble(lead -> NaiveForecasts.seasonal(rows, 4, lead, 3, 0)))
        .containsExactly(2.0, 3.0, 4.0, 2.0, 3.0);
  }

  @Test
  void errorsAreKeptByLeadAndVariate() {
    LeadErrors errors = new LeadErrors(2, 2);
    errors.add(1, 0, 1, 3);
    errors.add(1, 1, 1, 1);
    errors.add(2, 0, 0, -4);
    errors.add(2, 1, 5, 5);

    assertThat(errors.mse()).isEqualTo(5);
    assertThat(errors.mae()).isEqualTo(1.5);
    assertThat(errors.mse(1)).isEqualTo(2);
    assertThat(errors.mae(2, 0)).isEqualTo(4);
    assertThat(errors.mase(new double[] {2, 1})).isEqualTo((3.0 / 2 + 0) / 2);
  }

  @Test
  void relMaeComparesWithAReferenceOnTheSamePoints() {
    LeadErrors errors = new LeadErrors(1, 2);
    errors.add(1, 0, 1, 3);
    errors.add(1, 1, 1, 2);
    LeadErrors naive = new LeadErrors(1, 2);
    naive.add(1, 0, 1, 2);
    naive.add(1, 1, 1, 6);

    assertThat(errors.relMae(naive)).isEqualTo(0.5);
    assertThat(errors.relMae(naive, 1, 0)).isEqualTo(2);
    assertThat(errors.relMae(naive, 1, 1)).isEqualTo(0.2);
  }

  @Test
  void anyMetricIsMeantByLeadAndVariate() {
    LeadMeans means = new LeadMeans(2, 2);
    means.add(1, 0, 1);
    means.add(1, 0, 3);
    means.add(1, 1, 5);
    means.add(2, 1, 7);

    assertThat(means.mean()).isEqualTo(4);
    assertThat(means.mean(1)).isEqualTo(3);
    assertThat(means.mean(1, 0)).isEqualTo(2);
    assertThat(means.meanOfVariate(1)).isEqualTo(6);
    assertThat(means.mean(2, 0)).isNaN();
  }

  @Test
  void symmetricPercentagesReachFromNothingToTwoHundred() {
    assertThat(Metrics.smape(100, 50)).isCloseTo(200.0 / 3, within(1e-12));
    assertThat(Metrics.smape(50, 100)).isEqualTo(Metrics.smape(100, 50));
    assertThat(Metrics.smape(3, -3)).isEqualTo(200);
    assertThat(Metrics.smape(0, 1)).isEqualTo(200);
    assertThat(Metrics.smape(0, 0)).isZero();
  }

  @Test
  void maseComparesWithSeasonalNaiveInsideTheTrainingRows() {
    double[][] rows = {{0}, {10}, {1}, {12}, {99}};

    assertThat(Metrics.maseScale(rows, new RowRange(0, 4), 2, 0)).isEqualTo(1.5);
  }

  @Test
  void pinballLossWeighsTheTwoSidesByTheLevel() {
    assertThat(Metrics.pinball(0.9, 10, 8)).isCloseTo(1.8, within(1e-12));
    assertThat(Metrics.pinball(0.9, 8, 10)).isCloseTo(0.2, within(1e-12));
  }

  @Test
  void aConformalShiftPutsTheRightShareOfFreshActualsBelowTheQuantile() {
    SplittableRandom random = new SplittableRandom(3);
    double[] calibration = random.doubles(2000).map(u -> Math.log(u)).toArray();
    double[] fresh = random.doubles(20_000).map(u -> Math.log(u)).toArray();

    double shift = SplitConformal.shift(calibration, 0.9);

    double below = 0;
    for (double residual : fresh) {
      below += residual <= shift ? 1 : 0;
    }
    assertThat(below / fresh.length).isCloseTo(0.9, within(0.015));
  }

  private static SeriesTable table(double[][] rows) {
    List<String> variates =
        IntStream.range(0, rows[0].length).mapToObj(variate -> "v" + variate).toList();
    List<Instant> times =
        IntStream.range(0, rows.length).mapToObj(Instant.EPOCH::plusSeconds).toList();
    return new SeriesTable(variates, times, rows, Duration.ofSeconds(1));
  }
}
