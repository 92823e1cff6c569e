package io.millrace.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.forecasting.RollingOrigin.Growth;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RollingOriginTest {

  private static final int LOOKBACK = 8;

  @Test
  void anExpandingWindowTrainsOnAllRowsBefore() {
    List<Split> folds = new RollingOrigin(3, Growth.EXPANDING, 40, 10, 20).folds(115, LOOKBACK);

    assertThat(folds)
        .extracting(Split::training)
        .containsExactly(new RowRange(0, 45), new RowRange(0, 65), new RowRange(0, 85));
    assertThat(folds.get(1).validation()).isEqualTo(new RowRange(65 - LOOKBACK, 75));
    assertThat(folds.get(1).test()).isEqualTo(new RowRange(75 - LOOKBACK, 95));
  }

  @Test
  void aSlidingWindowTrainsOnTheLatestRowsOnly() {
    List<Split> folds = new RollingOrigin(3, Growth.SLIDING, 40, 10, 20).folds(115, LOOKBACK);

    assertThat(folds)
        .extracting(Split::training)
        .containsExactly(new RowRange(5, 45), new RowRange(25, 65), new RowRange(45, 85));
  }

  @ParameterizedTest
  @EnumSource(Growth.class)
  void theTestPartsFollowEachOtherAndEndWithTheLastRow(Growth growth) {
    List<Split> folds = new RollingOrigin(5, growth, 30, 7, 13).folds(200, LOOKBACK);

    int[] forecast =
        folds.stream()
            .flatMapToInt(fold -> IntStream.range(fold.test().from() + LOOKBACK, fold.test().to()))
            .toArray();
    assertThat(forecast).containsExactly(IntStream.range(200 - 5 * 13, 200).toArray());
  }

  @ParameterizedTest
  @EnumSource(Growth.class)
  void noFoldTrainsOnWhatItIsTestedOn(Growth growth) {
    assertThat(new RollingOrigin(4, growth, 30, 7, 13).folds(120, LOOKBACK))
        .allMatch(fold -> fold.training().to() == fold.validation().from() + LOOKBACK)
        .allMatch(fold -> fold.validation().to() == fold.test().from() + LOOKBACK);
  }

  @Test
  void tooFewRowsAreRefusedWithTheRowsNeeded() {
    RollingOrigin origin = new RollingOrigin(3, Growth.EXPANDING, 40, 10, 20);

    assertThat(origin.folds(110, LOOKBACK)).hasSize(3);
    assertThatThrownBy(() -> origin.folds(109, LOOKBACK))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "3 folds need 110 rows: 40 of training, 10 of validation and 3 times 20 of test;"
                + " there are 109");
  }

  @Test
  void nothingOfItMayBeEmpty() {
    assertThatThrownBy(() -> new RollingOrigin(3, Growth.SLIDING, 40, 0, 20))
        .hasMessage("folds, training, validation, test: must be at least 1, are 3, 40, 0, 20");
  }
}
