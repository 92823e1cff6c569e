package io.millrace.forecasting;

import java.time.Duration;

/** Forecasts that anyone could make; a network is worth what it gains on these. */
public final class NaiveForecasts {

  private NaiveForecasts() {}

  /**
   * The last value known, at every lead.
   *
   * @param issue the row of lead 1
   */
  public static double lastValue(double[][] rows, int issue, int variate) {
    return rows[issue - 1][variate];
  }

  /**
   * The value one season earlier, or as many seasons as reach back before {@code issue}.
   *
   * @param lead from 1
   */
  public static double seasonal(double[][] rows, int issue, int lead, int season, int variate) {
    return rows[issue - season + (lead - 1) % season][variate];
  }

  /** Steps of the season people expect: a minute of seconds, a day of hours, a week of days. */
  public static int season(Duration step) {
    Duration whole =
        step.compareTo(Duration.ofMinutes(1)) < 0
            ? Duration.ofMinutes(1)
            : step.compareTo(Duration.ofMinutes(5)) < 0
                ? Duration.ofHours(1)
                : step.compareTo(Duration.ofDays(1)) < 0 ? Duration.ofDays(1) : Duration.ofDays(7);
    return Math.toIntExact(Math.max(1, whole.dividedBy(step)));
  }
}
