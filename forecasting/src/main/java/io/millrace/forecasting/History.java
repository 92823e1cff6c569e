package io.millrace.forecasting;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one series: a bounded run of steps on an event-time grid. A value: accepting a
 * reading gives the next history.
 *
 * <pre>
 *   DetectingHistory ── 8 times below the watermark ──► GriddedHistory ─┐
 *                                                            ▲          │ the last 8 readings lie
 *                                                            └──────────┘ on another step
 * </pre>
 *
 * <p>The watermark is the largest event time less the tolerance, and only it closes a step: as soon
 * as it reaches the step's earliest reading, which is the one that counts. A reading behind the
 * watermark is refused. Any order of arrival within the tolerance gives the same history; of two
 * readings with the same time and revision the first counts.
 *
 * <p>Steps without a reading are kept as missing. They are filled when a {@link Window} is looked
 * at, and not before. A silence longer than the kept depth drops what lies before it.
 */
public sealed interface History permits DetectingHistory, GriddedHistory {

  static History empty() {
    return DetectingHistory.EMPTY;
  }

  /**
   * Reads what {@link #toBytes} wrote, now or in an earlier version.
   *
   * @throws IllegalArgumentException if the version is not known or the bytes are damaged
   */
  static History fromBytes(byte[] bytes) {
    return HistoryCodec.read(bytes);
  }

  /** Compact, with a version byte; equal histories give equal bytes. */
  default byte[] toBytes() {
    return HistoryCodec.write(this);
  }

  /** Takes in what was observed. */
  Acceptance accept(Observation observation, HistoryPolicy policy);

  /**
   * Takes in values of covariates that are known ahead of their time, or were. They never close a
   * step, and they live beside what is observed: a name may be both. Of two values for a step the
   * higher revision counts, then the earlier time.
   */
  Acceptance known(Observation told, HistoryPolicy policy);

  /** The grid, once the first readings showed it. */
  Optional<Grid> grid();

  /** Every variate that was observed in the kept steps, by name. */
  List<String> variates();

  /** Every covariate with a known value in or beyond the kept steps, by name. */
  List<String> covariates();

  /** Steps kept, from the first observed to the last; before there is a grid, readings. */
  int size();

  /** The largest event time seen; the epoch when there is none. */
  Instant latest();

  /**
   * The run of closed steps that ends at {@code slot}; only a gap longer than the policy fills
   * breaks it. It begins with an observed step.
   *
   * @param atMost the longest run wanted, in steps
   * @return empty when that step is not here, not closed, or deep inside a long gap
   */
  Optional<Window> window(long slot, int atMost, GapPolicy gaps);

  /** The run that ends at the last closed step with a reading; empty when none has closed yet. */
  Optional<Window> newestWindow(int atMost, GapPolicy gaps);
}
