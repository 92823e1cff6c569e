package io.millrace.forecasting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** A series whose grid is not known yet: its first readings by event time. */
record DetectingHistory(SortedMap<Instant, Observation> readings) implements History {

  static final DetectingHistory EMPTY = new DetectingHistory(new TreeMap<>());

  /** Distinct times that show a step. */
  static final int SHOWING = 8;

  /** However long the tolerance, no more readings than these are held back. */
  private static final int MOST_HELD = 512;

  DetectingHistory {
    readings = Collections.unmodifiableSortedMap(new TreeMap<>(readings));
  }

  @Override
  public Acceptance accept(Observation observation, HistoryPolicy policy) {
    Observation standing = readings.get(observation.at());
    if (standing != null && standing.revision() >= observation.revision()) {
      return new Acceptance(this, new Acceptance.Known());
    }
    SortedMap<Instant, Observation> more = new TreeMap<>(readings);
    more.put(observation.at(), observation);
    DetectingHistory next = new DetectingHistory(more);
    int width = next.variates().size();
    if (width > HistoryPolicy.MOST_VARIATES) {
      return new Acceptance(this, HistoryPolicy.tooManyVariates(width));
    }
    return next.shows(policy)
        ? next.onGrid(policy)
        : new Acceptance(next, new Acceptance.Accepted(List.of()));
  }

  /** Times below the watermark are final, so every order of arrival shows the same ones. */
  private boolean shows(HistoryPolicy policy) {
    Instant watermark = readings.lastKey().minus(policy.tolerance());
    return readings.headMap(watermark.plusMillis(1)).size() >= SHOWING
        || readings.size() >= MOST_HELD;
  }

  private Acceptance onGrid(HistoryPolicy policy) {
    long[] times =
        readings.keySet().stream().limit(SHOWING).mapToLong(Instant::toEpochMilli).toArray();
    History next = GriddedHistory.on(Grid.detect(times, policy.step()));
    List<Long> closed = new ArrayList<>();
    for (Observation observation : readings.values()) {
      Acceptance acceptance = next.accept(observation, policy);
      next = acceptance.history();
      if (acceptance.outcome() instanceof Acceptance.Accepted accepted) {
        closed.addAll(accepted.closed());
      }
    }
    return new Acceptance(next, new Acceptance.Accepted(closed));
  }

  @Override
  public Optional<Grid> grid() {
    return Optional.empty();
  }

  @Override
  public List<String> variates() {
    TreeSet<String> names = new TreeSet<>();
    readings.values().forEach(reading -> names.addAll(reading.values().keySet()));
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
  public Optional<Window> window(long slot, int atMost) {
    return Optional.empty();
  }

  @Override
  public Optional<Window> newestWindow(int atMost) {
    return Optional.empty();
  }
}
