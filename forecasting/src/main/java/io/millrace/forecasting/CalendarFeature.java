package io.millrace.forecasting;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ValueRange;
import java.util.Arrays;
import java.util.List;

/**
 * What the calendar says of a time, in UTC, scaled to −0.5 .. 0.5: the first value of a field is
 * −0.5, the last 0.5. Known of every future step, so a network may see it ahead.
 *
 * <p>The scales of GluonTS and of Informer's {@code timeF} (H. Zhou et al., AAAI 2021,
 * arXiv:2012.07436), so that weights learnt elsewhere mean the same here.
 */
public enum CalendarFeature {
  /** 0 .. 59. */
  SECOND_OF_MINUTE(ChronoField.SECOND_OF_MINUTE),
  /** 0 .. 59. */
  MINUTE_OF_HOUR(ChronoField.MINUTE_OF_HOUR),
  /** 0 .. 23. */
  HOUR_OF_DAY(ChronoField.HOUR_OF_DAY),
  /** Monday to Sunday. */
  DAY_OF_WEEK(ChronoField.DAY_OF_WEEK),
  /** 1 .. 31; a shorter month ends below 0.5. */
  DAY_OF_MONTH(ChronoField.DAY_OF_MONTH),
  /** 1 .. 366; only a leap year reaches 0.5. */
  DAY_OF_YEAR(ChronoField.DAY_OF_YEAR);

  private final ChronoField field;

  CalendarFeature(ChronoField field) {
    this.field = field;
  }

  /**
   * The features that change from one step to the next, finest first; the others are a constant.
   */
  public static List<CalendarFeature> of(Duration step) {
    if (step.isNegative() || step.isZero()) {
      throw new IllegalArgumentException("step must be positive, not " + step);
    }
    return Arrays.stream(values()).filter(feature -> feature.changesAt(step)).toList();
  }

  /** The feature at a time, −0.5 .. 0.5. */
  public float value(Instant at) {
    ValueRange range = field.range();
    long sinceFirst = OffsetDateTime.ofInstant(at, ZoneOffset.UTC).get(field) - range.getMinimum();
    return (float) ((double) sinceFirst / (range.getMaximum() - range.getMinimum()) - 0.5);
  }

  /** A step of whole hours leaves the minute as it is, one of whole weeks the day of the week. */
  private boolean changesAt(Duration step) {
    Duration cycle = field.getRangeUnit().getDuration();
    return !cycle.multipliedBy(step.dividedBy(cycle)).equals(step);
  }
}
