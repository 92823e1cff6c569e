package io.millrace.forecasting;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the readings of a series become its history.
 *
 * @param step the grid's step, or null: detected from the readings, at first and whenever it
 *     changes
 * @param tolerance how far behind the newest reading another may be and still count; a step closes
 *     that much later. Of a detected step at most {@value #MOST_OPEN} lie within it
 * @param context steps that a forecaster may look back on
 * @param backlog closed steps that may wait for their forecast and still find their context
 * @param knownAhead steps beyond the newest reading for which known values of covariates are kept;
 *     0: none are taken at all
 */
public record HistoryPolicy(
    @Nullable Duration step, Duration tolerance, int context, int backlog, int knownAhead) {

  public static final int DEFAULT_BACKLOG = 64;

  /**
   * Variates kept of one series, so that its state and its forecasts stay under a record's size.
   */
  public static final int MOST_VARIATES = 256;

  /** Steps that wait for late readings: a short step and a long tolerance must not be the bound. */
  public static final int MOST_OPEN = 1024;

  public static final int MOST_KNOWN_AHEAD = 2048;

  /** Steps beyond the lookback, so that a season can be seen and its errors counted. */
  private static final int BEYOND_LOOKBACK = 96;

  public HistoryPolicy {
    if (step != null && step.toMillis() < 1) {
      throw new IllegalArgumentException("step: must be at least 1 ms, is " + step);
    }
    if (tolerance.isNegative()) {
      throw new IllegalArgumentException("tolerance: must not be negative, is " + tolerance);
    }
    if (context < 1) {
      throw new IllegalArgumentException("context: must be at least 1, is " + context);
    }
    if (backlog < 1) {
      throw new IllegalArgumentException("backlog: must be at least 1, is " + backlog);
    }
    if (knownAhead < 0 || knownAhead > MOST_KNOWN_AHEAD) {
      throw new IllegalArgumentException(
          "knownAhead: must be 0 to %d, is %d".formatted(MOST_KNOWN_AHEAD, knownAhead));
    }
  }

  public static HistoryPolicy forLookback(int lookback) {
    return new HistoryPolicy(null, Duration.ZERO, lookback + BEYOND_LOOKBACK, DEFAULT_BACKLOG, 0);
  }

  public HistoryPolicy withTolerance(Duration other) {
    return new HistoryPolicy(step, other, context, backlog, knownAhead);
  }

  public HistoryPolicy withStep(@Nullable Duration other) {
    return new HistoryPolicy(other, tolerance, context, backlog, knownAhead);
  }

  public HistoryPolicy withKnownAhead(int other) {
    return new HistoryPolicy(step, tolerance, context, backlog, other);
  }

  /** The time up to which readings are final, in milliseconds; it rises with the newest one. */
  long watermark(Grid grid, long newest) {
    return Math.max(watermark(newest), grid.millis(grid.slot(newest) - MOST_OPEN));
  }

  long watermark(long newest) {
    return Math.subtractExact(newest, tolerance.toMillis());
  }

  /** The first step that is kept once the watermark stands at a time. */
  long keptFrom(Grid grid, long watermark) {
    return grid.slot(watermark) - depth(grid) + 1;
  }

  /** Closed steps kept: one reading may close as many as the tolerance holds, and one more. */
  int depth(Grid grid) {
    long open = Math.min(MOST_OPEN, tolerance.toMillis() / grid.stepMillis()) + 1;
    return (int) Math.min(Integer.MAX_VALUE / 2, (long) context + backlog + open);
  }

  Acceptance.Refused tooLate(Observation reading, long newest) {
    Instant latest = Instant.ofEpochMilli(newest);
    return new Acceptance.Refused(
        "at: %s is %s behind the newest reading %s; its step closed with a tolerance of %s"
            .formatted(reading.at(), Duration.between(reading.at(), latest), latest, tolerance));
  }

  static Acceptance.Refused tooManyVariates(int count) {
    return new Acceptance.Refused(
        "values: the series would have %d variates, at most %d are kept"
            .formatted(count, MOST_VARIATES));
  }

  static Acceptance.Refused noneKnown() {
    return new Acceptance.Refused(
        "kind: known values are not taken for this series, its knownAhead is 0");
  }
}
