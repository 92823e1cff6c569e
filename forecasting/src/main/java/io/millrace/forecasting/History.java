package io.millrace.forecasting;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one series: a bounded run of steps on an event-time grid. A value: accepting a
 * reading gives the next history.
 *
 * <pre>
 *   DetectingHistory ── 8 times below the watermark ──► GriddedHistory
 * </pre>
 *
 * <p>The watermark is the largest event time less the tolerance, and only it closes a step. Any
 * order of arrival within the tolerance gives the same history; of two readings with the same time
 * and revision the first counts.
 */
public sealed interface History permits DetectingHistory, GriddedHistory {

  static History empty() {
    return DetectingHistory.EMPTY;
  }

  /** Reads what {@link #toBytes} wrote. */
  static History fromBytes(byte[] bytes) {
    return HistoryCodec.read(bytes);
  }

  /** Compact, with a version byte; equal histories give equal bytes. */
  default byte[] toBytes() {
    return HistoryCodec.write(this);
  }

  Acceptance accept(Observation observation, HistoryPolicy policy);

  /** The grid, once the first readings showed it. */
  Optional<Grid> grid();

  /** Every variate that has a value in the kept steps, by name. */
  List<String> variates();

  /** Steps kept, closed or not. */
  int size();

  /** The largest event time seen; the epoch when there is none. */
  Instant latest();

  /**
   * The unbroken run of closed steps that ends at {@code slot}.
   *
   * @param atMost the longest run wanted, in steps
   * @return empty when that step is not here or not closed
   */
  Optional<Window> window(long slot, int atMost);

  /** The unbroken run that ends at the last closed step; empty when nothing has closed yet. */
  Optional<Window> newestWindow(int atMost);
}
