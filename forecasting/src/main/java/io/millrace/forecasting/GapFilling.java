package io.millrace.forecasting;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * A {@link GapPolicy} as a job states it, before the step of its series is known.
 *
 * @param limit the longest gap that is filled, in steps; a longer one starts the warm-up anew
 * @param season in steps, for {@link Kind#SEASONAL} only; empty: the one people expect of the step
 */
public record GapFilling(Kind kind, int limit, OptionalInt season) {

  public enum Kind {
    PREVIOUS,
    LINEAR,
    SEASONAL
  }

  public static final GapFilling DEFAULT = previous(5);

  public GapFilling {
    if (limit < 0) {
      throw new IllegalArgumentException("limit: must not be negative, is " + limit);
    }
    if (season.isPresent() && season.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "season: must be at least 1 step, is " + season.getAsInt());
    }
    if (season.isPresent() && kind != Kind.SEASONAL) {
      throw new IllegalArgumentException("season: only kind SEASONAL has one, the kind is " + kind);
    }
  }

  public static GapFilling previous(int limit) {
    return new GapFilling(Kind.PREVIOUS, limit, OptionalInt.empty());
  }

  public static GapFilling linear(int limit) {
    return new GapFilling(Kind.LINEAR, limit, OptionalInt.empty());
  }

  public static GapFilling seasonal(int limit) {
    return new GapFilling(Kind.SEASONAL, limit, OptionalInt.empty());
  }

  public GapPolicy policy(Duration step) {
    return switch (kind) {
      case PREVIOUS -> new GapPolicy.Previous(limit);
      case LINEAR -> new GapPolicy.Linear(limit);
      case SEASONAL ->
          new GapPolicy.Seasonal(season.orElseGet(() -> NaiveForecasts.season(step)), limit);
    };
  }
}
