package io.millrace.forecasting.alert;

import java.util.Locale;

/** The ways in which a reading may be other than expected. */
public enum Aspect {
  /** The reading is far from its forecast at lead 1: a spike, a jump. */
  STEP,
  /** The reading is far from the level of the last {@value Surprise#MEMORY}: a shift, a plateau. */
  LEVEL,
  /**
   * The last {@value Surprise#MEMORY} are, in the mean, far from what came at their times of the
   * season: a peak that fails to come, a day that is another's.
   */
  SEASON,
  /** The last {@value Surprise#MEMORY} met their forecasts badly, up and down: many spikes. */
  UNREST;

  /** Whether it looks at several readings at once. */
  public boolean isMean() {
    return this == SEASON || this == UNREST;
  }

  /** As in evidence. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
