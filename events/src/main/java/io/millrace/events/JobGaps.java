package io.millrace.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What stands in for steps of a series that are missing.
 *
 * @param limit the longest run of missing steps that is filled
 * @param season in steps, of the filling by season; null: the one that the series shows
 */
public record JobGaps(Fill fill, int limit, @Nullable Integer season) {

  public static final JobGaps USUAL = new JobGaps(Fill.PREVIOUS, 5, null);

  private static final int LONGEST = 10_000; // steps

  /** By which value. */
  public enum Fill {
    /** The one before the gap. */
    @JsonProperty("previous")
    PREVIOUS,
    /** On the line from the one before the gap to the one after it. */
    @JsonProperty("linear")
    LINEAR,
    /** The one a season earlier. */
    @JsonProperty("seasonal")
    SEASONAL
  }

  public JobGaps {
    Check.present("fill", fill);
    Check.within("limit", limit, 0, LONGEST);
    if (season != null) {
      if (fill != Fill.SEASONAL) {
        throw new InvalidEventException("season", "is of the fill seasonal only");
      }
      Check.within("season", season, 1, LONGEST);
    }
  }

  /** What is not given is as usual. */
  @JsonCreator
  public static JobGaps of(
      @JsonProperty("fill") @Nullable Fill fill,
      @JsonProperty("limit") @Nullable Integer limit,
      @JsonProperty("season") @Nullable Integer season) {
    return new JobGaps(
        Objects.requireNonNullElse(fill, USUAL.fill),
        Objects.requireNonNullElse(limit, USUAL.limit),
        season);
  }
}
