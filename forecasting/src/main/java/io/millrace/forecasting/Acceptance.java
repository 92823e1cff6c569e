package io.millrace.forecasting;

import java.time.Duration;
import java.util.List;

/**
 * What became of a reading.
 *
 * @param history the series' history from here on; the same object when nothing changed
 */
public record Acceptance(History history, Outcome outcome) {

  public sealed interface Outcome permits Accepted, Regridded, Known, Refused {}

  /**
   * The reading counts. Of two readings in one step the earlier by event time is the step's.
   *
   * @param closed numbers of the observed steps that closed by it, rising; none of them changes any
   *     more
   */
  public record Accepted(List<Long> closed) implements Outcome {
    public Accepted {
      closed = List.copyOf(closed);
    }
  }

  /**
   * The reading counts, and it showed that the readings come in another step or at another phase by
   * now: the history began anew with those that showed it. Numbers of steps on the grid before mean
   * nothing any more.
   *
   * @param closed numbers of its closed steps on the new grid, rising
   */
  public record Regridded(Duration from, Duration to, List<Long> closed) implements Outcome {
    public Regridded {
      closed = List.copyOf(closed);
    }
  }

  /** Known already: a redelivery, or a revision older than the one that stands. */
  public record Known() implements Outcome {}

  /** Not taken: too late, too far ahead or too much; one sentence names the field and says why. */
  public record Refused(String reason) implements Outcome {}
}
