package io.millrace.workbench.train;

import io.millrace.forecasting.RollingOrigin;
import io.millrace.forecasting.Split;
import io.millrace.transformers.series.ForecastRecipe;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How test rows are cut off. */
final class FoldOptions {

  private static final double VALIDATION = 0.1;
  private static final double TEST = 0.2;

  @Option(
      names = "--folds",
      description = "rolling origin: so many test parts in a row, together the last fifth")
  @Nullable Integer folds;

  @Option(
      names = "--protocol",
      description = "one published split: ${COMPLETION-CANDIDATES} (default: ratio)")
  ForecastRecipe.@Nullable Protocol protocol;

  List<Split> splits(WindowOptions.Plan windows) {
    int rows = windows.table().length();
    if (folds == null) {
      return List.of(published().split(rows, windows.table().step(), windows.lookback()));
    }
    if (folds < 1) {
      throw new IllegalArgumentException("--folds: expected at least 1, found " + folds);
    }
    int test = Math.max(windows.horizon(), (int) (rows * TEST / folds));
    int validation = Math.max(windows.horizon(), (int) (rows * VALIDATION));
    int training = rows - validation - folds * test;
    if (training < windows.lookback() + windows.horizon()) {
      throw new IllegalArgumentException(
          "--folds: %d folds of %d rows leave %d to train on; lookback %d and horizon %d need %d"
              .formatted(
                  folds,
                  test,
                  Math.max(0, training),
                  windows.lookback(),
                  windows.horizon(),
                  windows.lookback() + windows.horizon()));
    }
    return new RollingOrigin(folds, RollingOrigin.Growth.EXPANDING, training, validation, test)
        .folds(rows, windows.lookback());
  }

  private ForecastRecipe.Protocol published() {
    return protocol == null ? ForecastRecipe.Protocol.RATIO : protocol;
  }

  @Override
  public String toString() {
    return folds == null
        ? "protocol " + published()
        : folds + " folds, their training rows growing";
  }
}
