package io.millrace.forecasting;

import java.util.List;

/**
 * What became of a reading.
 *
 * @param history the series' history from here on; the same object when nothing changed
 */
public record Acceptance(History history, Outcome outcome) {

  public sealed interface Outcome {}

  /**
   * The reading counts.
   *
   * @param closed numbers of the observed steps that closed by it, rising; none of them changes any
   *     more
   */
  public record Accepted(List<Long> closed) implements Outcome {
    public Accepted {
      closed = List.copyOf(closed);
    }
  }

  /** Known already: a redelivery, or a revision older than the one that stands. */
  public record Known() implements Outcome {}

  /** Older than the tolerance allows; one sentence says by how much. */
  public record Refused(String reason) implements Outcome {}
}
