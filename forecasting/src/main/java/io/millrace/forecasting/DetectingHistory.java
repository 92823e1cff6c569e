package io.millrace.forecasting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A series whose grid is not known yet: its first readings by event time.
 *
 * @param known values of covariates, by time and revision, that wait for their step
 */
record DetectingHistory(SortedMap<Instant, Observation> readings, List<Observation> known)
    implements History {

  static final DetectingHistory EMPTY = new DetectingHistory(new TreeMap<>(), List.of());

  /** Distinct times that show a step. */
  static final int SHOWING = 8;

  /** However long the tolerance, no more readings than these are held back. */
  private static final int MOST_HELD = 512;

  DetectingHistory {
    readings = Collections.unmodifiableSortedMap(new TreeMap<>(readings));
    known = List.copyOf(known);
  }

  static DetectingHistory of(List<Observation> readings, List<Observation> known) {
    SortedMap<Instant, Observation> byTime = new TreeMap<>();
    readings.forEach(reading -> byTime.put(reading.at(), reading));
    return new DetectingHistory(byTime, known);
  }

  @Override
  public Acceptance accept(Observation observation, HistoryPolicy policy) {
    Observation standing = readings.get(observation.at());
    if (standing != null && standing.revision() >= observation.revision()) {
      return new Acceptance(this, new Acceptance.Known());
    }
    if (!readings.isEmpty() && observation.at().toEpochMilli() <= watermark(policy)) {
      return new Acceptance(this, policy.tooLate(observation, latest().toEpochMilli()));
    }
    SortedMap<Instant, Observation> more = new TreeMap<>(readings);
    more.put(observation.at(), observation);
    DetectingHistory next = new DetectingHistory(more, known);
    int width = next.variates().size();
    if (width > HistoryPolicy.MOST_VARIATES) {
      return new Acceptance(this, HistoryPolicy.tooManyVariates(width));
    }
    return next.shows(policy)
        ? next.onGrid(policy)
        : new Acceptance(next, new Acceptance.Accepted(List.of()));
  }

  private long watermark(HistoryPolicy policy) {
    return policy.watermark(latest().toEpochMilli());
  }

  /** Times below the watermark are final, so every order of arrival shows the same ones. */
  private boolean shows(HistoryPolicy policy) {
    Instant watermark = Instant.ofEpochMilli(watermark(policy));
    return readings.headMap(watermark.plusMillis(1)).size() >= SHOWING
        || readings.size() >= MOST_HELD;
  }

  private Acceptance onGrid(HistoryPolicy policy) {
    long[] times =
        readings.keySet().stream().limit(SHOWING).mapToLong(Instant::toEpochMilli).toArray();
    Grid grid = Grid.detect(times, policy.step());
    List<Observation> held = List.copyOf(readings.values());
    History next = GriddedHistory.of(grid, held, times[0] - 1);
    for (Observation each : known) {
      next = next.known(each, policy).history();
    }
    long newest = latest().toEpochMilli();
    Acceptance placed = new Advance((GriddedHistory) next, policy, newest).outcome();
    return placed.outcome() instanceof Acceptance.Regridded regridded // news to nobody
        ? new Acceptance(placed.history(), new Acceptance.Accepted(regridded.closed()))
        : placed;
  }

  @Override
  public Acceptance known(Observation told, HistoryPolicy policy) {
    if (policy.knownAhead() == 0) {
      return new Acceptance(this, HistoryPolicy.noneKnown());
    }
    TreeMap<Instant, TreeMap<Integer, Observation>> held = new TreeMap<>();
    known.forEach(each -> hold(each, held));
    hold(told, held);
    List<Observation> next = new ArrayList<>();
    held.values().forEach(revisions -> next.addAll(revisions.values()));
    if (next.size() > MOST_HELD) {
      return new Acceptance(
          this,
          new Acceptance.Refused(
              "at: %d known values are held already until readings show the series' step"
                  .formatted(MOST_HELD)));
    }
    return next.equals(known)
        ? new Acceptance(this, new Acceptance.Known())
        : new Acceptance(new DetectingHistory(readings, next), new Acceptance.Accepted(List.of()));
  }

  /** Of one time and revision the first value of each name counts. */
  private static void hold(Observation told, TreeMap<Instant, TreeMap<Integer, Observation>> held) {
    held.computeIfAbsent(told.at(), at -> new TreeMap<>())
        .merge(told.revision(), told, DetectingHistory::joined);
  }

  private static Observation joined(Observation first, Observation second) {
    TreeMap<String, Double> values = new TreeMap<>(second.values());
    values.putAll(first.values());
    return Observation.revised(first.at(), first.revision(), values);
  }

  @Override
  public Optional<Grid> grid() {
    return Optional.empty();
  }

  @Override
  public List<String> variates() {
    return names(readings.values());
  }

  @Override
  public List<String> covariates() {
    return names(known);
  }

  private static List<String> names(Iterable<Observation> told) {
    TreeSet<String> names = new TreeSet<>();
    told.forEach(each -> names.addAll(each.values().keySet()));
    return List.copyOf(names);
  }

  @Override
  public int size() {
    return readings.size();
  }

  @Override
  public Instant latest() {
    return readings.isEmpty() ? Instant.EPOCH : readings.lastKey();
  }

  @Override
  public Optional<Window> window(long slot, int atMost, GapPolicy gaps) {
    return Optional.empty();
  }

  @Override
  public Optional<Window> newestWindow(int atMost, GapPolicy gaps) {
    return Optional.empty();
  }
}
