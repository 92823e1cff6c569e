package io.millrace.forecasting;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Cross-validation in time order: the last rows are cut into {@code folds} test parts, one after
 * the other, and each is forecast by what was trained on rows before it. One test part is one
 * verdict; several say how much that verdict varies.
 *
 * <p>L. J. Tashman, <i>Out-of-sample tests of forecasting accuracy</i>, International Journal of
 * Forecasting 16 (2000).
 *
 * @param training rows of the first fold's training; the others' too, if the window slides
 * @param validation rows of each fold between training and test
 * @param test rows of each fold; the parts are disjoint and the last one ends with the last row
 */
public record RollingOrigin(int folds, Growth growth, int training, int validation, int test) {

  /** What becomes of the training rows as the origin moves on. */
  public enum Growth {
    /** All rows before: they grow by one test part a fold. */
    EXPANDING {
      @Override
      int trainingStart(int end, int training) {
        return 0;
      }
    },
    /** The same number of rows, the latest: for a series whose past no longer tells. */
    SLIDING {
      @Override
      int trainingStart(int end, int training) {
        return end - training;
      }
    };

    abstract int trainingStart(int end, int training);
  }

  public RollingOrigin {
    if (folds < 1 || training < 1 || validation < 1 || test < 1) {
      throw new IllegalArgumentException(
          "folds, training, validation, test: must be at least 1, are %d, %d, %d, %d"
              .formatted(folds, training, validation, test));
    }
  }

  /** The fewest rows that hold all folds. */
  public long rowsNeeded() {
    return training + validation + (long) folds * test;
  }

  /**
   * The folds, oldest first; as in every {@link Split}, validation and test start one lookback
   * before their border.
   *
   * @throws IllegalArgumentException naming the rows needed, if there are fewer
   */
  public List<Split> folds(int rows, int lookback) {
    if (rows < rowsNeeded()) {
      throw new IllegalArgumentException(
          "%d folds need %d rows: %d of training, %d of validation and %d times %d of test; there are %d"
              .formatted(folds, rowsNeeded(), training, validation, folds, test, rows));
    }
    return IntStream.range(0, folds)
        .mapToObj(fold -> ending(rows - (folds - 1 - fold) * test, lookback))
        .toList();
  }

  private Split ending(int testEnd, int lookback) {
    int validationEnd = testEnd - test;
    int trainingEnd = validationEnd - validation;
    RowRange rows = new RowRange(growth.trainingStart(trainingEnd, training), trainingEnd);
    return Split.after(rows, validationEnd, testEnd, lookback);
  }
}
