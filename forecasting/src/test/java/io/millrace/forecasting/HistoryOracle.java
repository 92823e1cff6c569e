package io.millrace.forecasting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a history should say, worked out from a plain map of all that was ever taken: slow,
 * unbounded and without any of the history's own code but its records.
 */
final class HistoryOracle {

  enum Verdict {
    TAKEN,
    KNOWN,
    REFUSED
  }

  private final long step;
  private final long tolerance;
  private final int depth;
  private final TreeMap<Long, Observation> bySlot = new TreeMap<>(); // the earliest of each step
  private final TreeMap<Long, Observation> times = new TreeMap<>();
  private final List<Long> reported = new ArrayList<>();
  private long newest = Long.MIN_VALUE;

  HistoryOracle(long stepMillis, HistoryPolicy policy) {
    this.step = stepMillis;
    this.tolerance = policy.tolerance().toMillis();
    this.depth = policy.context() + policy.backlog() + (int) (tolerance / stepMillis) + 1;
  }

  Verdict take(Observation observation) {
    long at = observation.at().toEpochMilli();
    Observation standing = standing(at);
    if (standing != null && standing.revision() >= observation.revision()) {
      return Verdict.KNOWN;
    }
    if (newest != Long.MIN_VALUE && at <= watermark()) {
      return Verdict.REFUSED;
    }
    newest = Math.max(newest, at);
    times.put(at, observation);
    bySlot.merge(slot(at), observation, (one, other) -> other.at().isAfter(one.at()) ? one : other);
    if (gridded()) {
      bySlot.headMap(firstKept()).clear();
    }
    return Verdict.TAKEN;
  }

  /** Before there is a grid every time stands for itself. */
  private Observation standing(long at) {
    Observation standing = gridded() ? bySlot.get(slot(at)) : times.get(at);
    return standing != null && standing.at().toEpochMilli() == at ? standing : null;
  }

  boolean gridded() {
    return newest != Long.MIN_VALUE && times.headMap(watermark(), true).size() >= 8;
  }

  /** Steps that have closed since they were last asked for. */
  List<Long> newlyClosed() {
    List<Long> closed = new ArrayList<>();
    if (gridded()) {
      bySlot.forEach(
          (slot, reading) -> {
            if (reading.at().toEpochMilli() <= watermark() && !reported.contains(slot)) {
              closed.add(slot);
            }
          });
    }
    reported.addAll(closed);
    return closed;
  }

  /** The steps of the window that ends at one, or none. */
  List<Long> window(long slot, int atMost, int cap) {
    List<Long> observed = new ArrayList<>(bySlot.headMap(slot, true).keySet());
    long after = slot + 1;
    long start = after;
    for (int i = observed.size() - 1; i >= 0; i--) {
      long each = observed.get(i);
      if (start - each - 1 > cap || slot - each >= atMost) {
        break;
      }
      start = each;
    }
    List<Long> steps = new ArrayList<>();
    for (long each = start; each <= slot; each++) {
      steps.add(each);
    }
    return steps;
  }

  /**
   * Values of those steps, each missing one repeating the one before it at most {@code cap} times.
   */
  double[] previous(List<Long> steps, String variate, int cap) {
    double[] values = observed(steps, variate);
    int missing = 0;
    for (int i = 0; i < values.length; i++) {
      missing = Double.isNaN(values[i]) ? missing + 1 : 0;
      if (missing > 0 && missing <= cap && i > 0) {
        values[i] = values[i - 1];
      }
    }
    return values;
  }

  double[] observed(List<Long> steps, String variate) {
    double[] values = new double[steps.size()];
    Arrays.setAll(
        values,
        i -> {
          Observation reading = bySlot.get(steps.get(i));
          Map<String, Double> given = reading == null ? Map.of() : reading.values();
          return given.getOrDefault(variate, Double.NaN);
        });
    return values;
  }

  int size() {
    return gridded() ? (int) (bySlot.lastKey() - bySlot.firstKey() + 1) : times.size();
  }

  Instant latest() {
    return Instant.ofEpochMilli(newest);
  }

  private long watermark() {
    return newest - tolerance;
  }

  private long firstKept() {
    return slot(watermark()) - depth + 1;
  }

  private long slot(long millis) {
    return Math.floorDiv(millis + step / 2, step);
  }
}
