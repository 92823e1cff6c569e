package io.millrace.forecasting;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One reading of a series.
 *
 * @param at event time, kept to the millisecond
 * @param revision a correction of the same {@code at} carries a higher number
 * @param values by variate, finite; a missing variate is absent
 * @param recorded replayed from a recording rather than measured now
 */
public record Observation(
    Instant at, int revision, SortedMap<String, Double> values, boolean recorded) {

  public Observation {
    at = at.truncatedTo(ChronoUnit.MILLIS);
    if (revision < 0) {
      throw new IllegalArgumentException("revision: must not be negative, is " + revision);
    }
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    values.forEach(Observation::checkFinite);
  }

  public static Observation of(Instant at, Map<String, Double> values) {
    return new Observation(at, 0, new TreeMap<>(values), false);
  }

  static Observation revised(Instant at, int revision, Map<String, Double> values) {
    return new Observation(at, revision, new TreeMap<>(values), false);
  }

  private static void checkFinite(String variate, Double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("values." + variate + ": must be finite, is " + value);
    }
  }
}
