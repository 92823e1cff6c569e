package io.millrace.forecasting;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the readings of a series become its history.
 *
 * @param step the grid's step, or null: detected from the first readings
 * @param tolerance how far behind the newest reading another may be and still count; a step closes
 *     that much later
 * @param gapLimit the longest gap, in steps, that is filled with the step before it; a longer one
 *     starts the warm-up anew
 * @param context steps that a forecaster may look back on
 * @param backlog closed steps that may wait for their forecast and still find their context
 */
public record HistoryPolicy(
    @Nullable Duration step, Duration tolerance, int gapLimit, int context, int backlog) {

  public static final int DEFAULT_GAP_LIMIT = 5;
  public static final int DEFAULT_BACKLOG = 64;

  /**
   * Variates kept of one series, so that its state and its forecasts stay under a record's size.
   */
  public static final int MOST_VARIATES = 256;

  /** Steps beyond the lookback, so that a season can be seen and its errors counted. */
  private static final int BEYOND_LOOKBACK = 96;

  public HistoryPolicy {
    if (step != null && step.toMillis() < 1) {
      throw new IllegalArgumentException("step: must be at least 1 ms, is " + step);
    }
    if (tolerance.isNegative()) {
      throw new IllegalArgumentException("tolerance: must not be negative, is " + tolerance);
    }
    if (gapLimit < 0 || context < 1 || backlog < 1) {
      throw new IllegalArgumentException(
          "gapLimit, context, backlog: %d, %d, %d".formatted(gapLimit, context, backlog));
    }
  }

  public static HistoryPolicy forLookback(int lookback) {
    return new HistoryPolicy(
        null, Duration.ZERO, DEFAULT_GAP_LIMIT, lookback + BEYOND_LOOKBACK, DEFAULT_BACKLOG);
  }

  public HistoryPolicy withTolerance(Duration other) {
    return new HistoryPolicy(step, other, gapLimit, context, backlog);
  }

  public HistoryPolicy withStep(@Nullable Duration other) {
    return new HistoryPolicy(other, tolerance, gapLimit, context, backlog);
  }

  public HistoryPolicy withGapLimit(int other) {
    return new HistoryPolicy(step, tolerance, other, context, backlog);
  }

  static Acceptance.Refused tooManyVariates(int count) {
    return new Acceptance.Refused(
        "values: the series would have %d variates, at most %d are kept"
            .formatted(count, MOST_VARIATES));
  }

  /** Closed rows kept: one reading may close as many steps as the tolerance holds, and one more. */
  int depth(Grid grid) {
    long open = tolerance.toMillis() / grid.stepMillis() + 1;
    return (int) Math.min(Integer.MAX_VALUE / 2, context + backlog + open);
  }
}
