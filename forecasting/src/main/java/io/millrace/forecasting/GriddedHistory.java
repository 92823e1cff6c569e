package io.millrace.forecasting;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A series on its grid.
 *
 * @param variates every name with a value in the rows, sorted
 * @param newest event time of the newest reading, in milliseconds
 * @param watermark readings up to this event time are final, and their steps closed
 * @param crowded open readings, or among the last closed ones, that are not the first of their step
 */
record GriddedHistory(
    Grid steps,
    List<String> variates,
    long newest,
    long watermark,
    Rows rows,
    Crowded crowded,
    KnownValues known)
    implements History {

  private static final int MOST_BEFORE_TIDYING = 8192;

  GriddedHistory {
    variates = List.copyOf(variates);
  }

  /**
   * A history that begins with readings; what the policy does not keep of them is still there, for
   * they have yet to close one by one.
   *
   * @param readings at least one, by rising event time
   * @param watermark all of them are open that came later
   */
  static GriddedHistory of(Grid grid, List<Observation> readings, long watermark) {
    TreeSet<String> names = new TreeSet<>();
    readings.forEach(reading -> names.addAll(reading.values().keySet()));
    long newest = readings.get(readings.size() - 1).at().toEpochMilli();
    long keptFrom = grid.slot(newest) - MOST_BEFORE_TIDYING;
    GriddedHistory history =
        new GriddedHistory(
            grid,
            List.copyOf(names),
            newest,
            watermark,
            Rows.none(names.size()),
            Crowded.NONE,
            KnownValues.NONE);
    for (Observation reading : readings) {
      if (grid.slot(reading.at()) >= keptFrom) {
        history = history.with(reading, keptFrom);
      }
    }
    return history;
  }

  @Override
  public Acceptance accept(Observation observation, HistoryPolicy policy) {
    long at = observation.at().toEpochMilli();
    if (standingRevision(at) >= observation.revision()) {
      return new Acceptance(this, new Acceptance.Known());
    }
    if (at <= Math.max(watermark, policy.watermark(steps, newest))) {
      return new Acceptance(this, policy.tooLate(observation, newest));
    }
    GriddedHistory wider = withVariatesOf(observation);
    if (wider.variates.size() > HistoryPolicy.MOST_VARIATES) {
      return new Acceptance(this, HistoryPolicy.tooManyVariates(wider.variates.size()));
    }
    return new Advance(wider, policy, Math.max(newest, at)).with(observation);
  }

  /** Of the reading at exactly this time; -1 if there is none. */
  private int standingRevision(long at) {
    long slot = steps.slot(at);
    if (rows.observed(slot) && time(slot) == at) {
      return rows.revision(slot);
    }
    return crowded.revision(at);
  }

  /** Event time of an observed step's reading. */
  long time(long slot) {
    return steps.millis(slot) + rows.offset(slot);
  }

  GriddedHistory withVariatesOf(Observation observation) {
    TreeSet<String> union = new TreeSet<>(observation.values().keySet());
    variates.forEach(union::remove);
    if (union.isEmpty()) {
      return this;
    }
    union.addAll(variates);
    return arranged(List.copyOf(union));
  }

  private GriddedHistory arranged(List<String> names) {
    int[] from = names.stream().mapToInt(variates::indexOf).toArray();
    return new GriddedHistory(
        steps, names, newest, watermark, rows.rearranged(from), crowded, known);
  }

  /** Puts a reading into its step, and drops the steps before {@code keptFrom}. */
  GriddedHistory with(Observation reading, long keptFrom) {
    long at = reading.at().toEpochMilli();
    long slot = steps.slot(at);
    if (rows.observed(slot) && time(slot) < at) {
      return with(at, rows.from(keptFrom), crowded.with(reading));
    }
    Crowded aside =
        rows.observed(slot) && time(slot) > at
            ? crowded.with(rows.reading(slot, steps, variates))
            : crowded;
    double[] row = row(reading);
    return with(at, rows.with(keptFrom, slot, at - steps.millis(slot), reading, row), aside);
  }

  private GriddedHistory with(long at, Rows changed, Crowded aside) {
    return new GriddedHistory(
        steps, variates, Math.max(newest, at), watermark, changed, aside, known);
  }

  /** Values in the order of the variates, all of which are among them. */
  private double[] row(Observation reading) {
    double[] row = new double[variates.size()];
    Arrays.fill(row, Double.NaN);
    int[] at = {0}; // both are sorted
    reading
        .values()
        .forEach(
            (name, value) -> {
              while (!variates.get(at[0]).equals(name)) {
                at[0]++;
              }
              row[at[0]] = value;
            });
    return row;
  }

  GriddedHistory closedUpTo(long time) {
    return time <= watermark
        ? this
        : new GriddedHistory(steps, variates, newest, time, rows, crowded, known);
  }

  GriddedHistory withKnown(KnownValues other) {
    return other == known
        ? this
        : new GriddedHistory(steps, variates, newest, watermark, rows, crowded, other);
  }

  /** Event time of the first open reading; {@link Long#MAX_VALUE} if all are closed. */
  long firstOpen() {
    int aside = crowded.firstFrom(watermark + 1);
    long earliest = aside == crowded.size() ? Long.MAX_VALUE : crowded.time(aside);
    long slot = watermark < steps.millis(rows.first()) ? rows.first() : steps.slot(watermark);
    while (slot <= rows.last() && !(rows.observed(slot) && time(slot) > watermark)) {
      slot++;
    }
    return slot > rows.last() ? earliest : Math.min(earliest, time(slot));
  }

  /** The last closed step; the one before the first if none is. */
  long lastClosed() {
    long slot = Math.min(rows.last(), steps.slot(watermark));
    while (slot >= rows.first() && !closed(slot)) {
      slot--;
    }
    return slot;
  }

  boolean closed(long slot) {
    return rows.observed(slot) && time(slot) <= watermark;
  }

  /** Every reading from a time on, by event time. */
  List<Observation> readingsFrom(long time) {
    List<Observation> readings = new ArrayList<>(crowded.from(time).readings());
    for (long slot = Math.max(rows.first(), steps.slot(time)); slot <= rows.last(); slot++) {
      if (rows.observed(slot) && time(slot) >= time) {
        readings.add(rows.reading(slot, steps, variates));
      }
    }
    readings.sort(Comparator.comparing(Observation::at));
    return readings;
  }

  /** Without what nothing needs any more: names without values, and readings long settled. */
  GriddedHistory tidied(HistoryPolicy policy) {
    long keptFrom = policy.keptFrom(steps, watermark);
    GriddedHistory tidy = withKnown(known.from(keptFrom)).withRowsFrom(keptFrom);
    return tidy.withLessCrowded(policy).withoutEmptyVariates();
  }

  private GriddedHistory withRowsFrom(long keptFrom) {
    return rows.isEmpty() || rows.first() >= keptFrom
        ? this
        : new GriddedHistory(
            steps, variates, newest, watermark, rows.from(keptFrom), crowded, known);
  }

  private GriddedHistory withoutEmptyVariates() {
    List<String> present = new ArrayList<>(variates.size());
    for (int i = 0; i < variates.size(); i++) {
      if (rows.hasValue(i)) {
        present.add(variates.get(i));
      }
    }
    return present.size() == variates.size() ? this : arranged(present);
  }

  private GriddedHistory withLessCrowded(HistoryPolicy policy) {
    if (crowded.isEmpty()) {
      return this;
    }
    long[] last = LastClosed.times(this, StepChange.SHOWING, policy.depth(steps));
    long from = last.length < StepChange.SHOWING ? time(rows.first()) : last[0];
    Crowded left = policy.step() != null ? Crowded.NONE : crowded.from(from);
    return new GriddedHistory(steps, variates, newest, watermark, rows, left, known);
  }

  @Override
  public Acceptance known(Observation told, HistoryPolicy policy) {
    if (policy.knownAhead() == 0) {
      return new Acceptance(this, HistoryPolicy.noneKnown());
    }
    long slot = steps.slot(told.at());
    long ahead = slot - steps.slot(newest);
    long behind = policy.keptFrom(steps, watermark) - slot;
    if (ahead > policy.knownAhead() || behind > 0) {
      return new Acceptance(this, outOfReach(told, ahead, policy));
    }
    KnownValues next = known.with(slot, told.at().toEpochMilli() - steps.millis(slot), told);
    if (next.names().size() > HistoryPolicy.MOST_VARIATES) {
      return new Acceptance(this, HistoryPolicy.tooManyVariates(next.names().size()));
    }
    return next == known
        ? new Acceptance(this, new Acceptance.Known())
        : new Acceptance(withKnown(next), new Acceptance.Accepted(List.of()));
  }

  private Acceptance.Refused outOfReach(Observation told, long ahead, HistoryPolicy policy) {
    return new Acceptance.Refused(
        ahead > 0
            ? "at: %s is %d steps of %s beyond the newest reading, known values are kept for %d"
                .formatted(told.at(), ahead, steps.step(), policy.knownAhead())
            : "at: %s is %s behind the newest reading, before the kept steps"
                .formatted(told.at(), Duration.between(told.at(), latest())));
  }

  @Override
  public Optional<Grid> grid() {
    return Optional.of(steps);
  }

  @Override
  public List<String> covariates() {
    return known.names();
  }

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public Instant latest() {
    return Instant.ofEpochMilli(newest);
  }

  @Override
  public Optional<Window> window(long slot, int atMost, GapPolicy gaps) {
    return Window.endingAt(slot, this, atMost, gaps);
  }

  @Override
  public Optional<Window> newestWindow(int atMost, GapPolicy gaps) {
    return window(lastClosed(), atMost, gaps);
  }
}
