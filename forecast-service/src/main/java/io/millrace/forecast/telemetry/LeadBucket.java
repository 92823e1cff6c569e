package io.millrace.forecast.telemetry;

import java.util.Locale;

/** The scored leads of a forecaster, whatever its horizon. */
enum LeadBucket {
  FIRST,
  QUARTER,
  HALF,
  FULL;

  static LeadBucket of(int lead, int horizon) {
    if (lead == horizon) {
      return FULL;
    }
    if (lead == 1) {
      return FIRST;
    }
    return lead > horizon / 4 ? HALF : QUARTER;
  }

  /** As a label. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
