package io.millrace.forecast.jobs;

import io.millrace.events.JobGaps;
import io.millrace.forecasting.GapPolicy;
import java.util.OptionalInt;

/**
 * What stands in for missing steps.
 *
 * @param limit the longest run of missing steps that is filled
 * @param season in steps, of the filling by season; empty: the one that the series shows
 */
public record Gaps(JobGaps.Fill fill, int limit, OptionalInt season) {

  static Gaps of(JobGaps gaps) {
    return new Gaps(
        gaps.fill(),
        gaps.limit(),
        gaps.season() == null ? OptionalInt.empty() : OptionalInt.of(gaps.season()));
  }

  /**
   * @param shown the season that the series shows, in steps; 1 = none
   */
  public GapPolicy policy(int shown) {
    return switch (fill) {
      case PREVIOUS -> new GapPolicy.Previous(limit);
      case LINEAR -> new GapPolicy.Linear(limit);
      case SEASONAL -> new GapPolicy.Seasonal(season.orElse(shown), limit);
    };
  }
}
