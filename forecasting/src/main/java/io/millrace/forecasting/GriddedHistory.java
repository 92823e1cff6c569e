package io.millrace.forecasting;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A series on its grid.
 *
 * @param variates every name with a value in the rows, sorted
 * @param closedThrough the last closed step; it and those before never change
 * @param rows by rising slot; closed gaps within the limit are filled, longer ones are breaks
 */
record GriddedHistory(
    Grid steps, List<String> variates, Instant latest, long closedThrough, List<Row> rows)
    implements History {

  private static final Instant BEFORE_ALL = Instant.ofEpochMilli(Long.MIN_VALUE / 2);

  GriddedHistory {
    variates = List.copyOf(variates);
    rows = List.copyOf(rows);
  }

  static GriddedHistory on(Grid grid) {
    return new GriddedHistory(grid, List.of(), BEFORE_ALL, Long.MIN_VALUE, List.of());
  }

  @Override
  public Acceptance accept(Observation observation, HistoryPolicy policy) {
    long slot = steps.slot(observation.at());
    int index = indexOf(slot);
    if (index >= 0 && !rows.get(index).filled() && !observation.supersedes(rows.get(index))) {
      return new Acceptance(this, new Acceptance.Known());
    }
    if (slot <= closedThrough) {
      return new Acceptance(this, new Acceptance.Refused(tooLate(observation, policy)));
    }
    GriddedHistory wider = withVariatesOf(observation);
    if (wider.variates.size() > HistoryPolicy.MOST_VARIATES) {
      return new Acceptance(this, HistoryPolicy.tooManyVariates(wider.variates.size()));
    }
    return wider.with(observation, index).closing(policy);
  }

  private String tooLate(Observation observation, HistoryPolicy policy) {
    Duration behind = Duration.between(observation.at(), latest);
    return "at: %s is %s behind the newest reading %s; its step closed with a tolerance of %s"
        .formatted(observation.at(), behind, latest, policy.tolerance());
  }

  private GriddedHistory with(Observation observation, int index) {
    List<Row> changed = new ArrayList<>(rows);
    Row row = Row.observed(observation, steps, variates);
    if (index >= 0) {
      changed.set(index, row);
    } else {
      changed.add(-index - 1, row);
    }
    Instant newest = observation.at().isAfter(latest) ? observation.at() : latest;
    return new GriddedHistory(steps, variates, newest, closedThrough, changed);
  }

  private GriddedHistory withVariatesOf(Observation observation) {
    if (variates.containsAll(observation.values().keySet())) {
      return this;
    }
    TreeSet<String> union = new TreeSet<>(variates);
    union.addAll(observation.values().keySet());
    return arranged(List.copyOf(union));
  }

  private GriddedHistory arranged(List<String> names) {
    int[] from = names.stream().mapToInt(variates::indexOf).toArray();
    List<Row> moved = rows.stream().map(row -> row.rearranged(from)).toList();
    return new GriddedHistory(steps, names, latest, closedThrough, moved);
  }

  /** Closes what the watermark passed, fills short gaps, and drops what is too old. */
  private Acceptance closing(HistoryPolicy policy) {
    long through = Math.max(closedThrough, steps.slot(latest.minus(policy.tolerance())));
    List<Row> kept = new ArrayList<>(rows.size() + 8);
    List<Long> closed = new ArrayList<>();
    for (Row row : rows) {
      if (row.slot() > closedThrough && row.slot() <= through) {
        fill(kept, row.slot(), policy.gapLimit());
        closed.add(row.slot());
      }
      kept.add(row);
    }
    long open = kept.stream().filter(row -> row.slot() > through).count();
    int excess = Math.max(0, kept.size() - (int) open - policy.depth(steps));
    GriddedHistory next =
        new GriddedHistory(steps, variates, latest, through, kept.subList(excess, kept.size()));
    return new Acceptance(next.withoutEmptyVariates(), new Acceptance.Accepted(closed));
  }

  private void fill(List<Row> kept, long until, int gapLimit) {
    if (kept.isEmpty()) {
      return;
    }
    Row last = kept.get(kept.size() - 1);
    if (until - last.slot() - 1 <= gapLimit) {
      for (long slot = last.slot() + 1; slot < until; slot++) {
        kept.add(last.repeatedAt(slot, steps));
      }
    }
  }

  private GriddedHistory withoutEmptyVariates() {
    List<String> present = new ArrayList<>();
    for (int i = 0; i < variates.size(); i++) {
      if (anyValue(i)) {
        present.add(variates.get(i));
      }
    }
    return present.size() == variates.size() ? this : arranged(present);
  }

  private boolean anyValue(int variate) {
    for (int i = rows.size() - 1; i >= 0; i--) { // the newest row decides nearly always
      if (!Double.isNaN(rows.get(i).values()[variate])) {
        return true;
      }
    }
    return false;
  }

  /** The row's index, or {@code -(insertion point) - 1}. */
  private int indexOf(long slot) {
    int low = 0;
    int high = rows.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long found = rows.get(middle).slot();
      if (found == slot) {
        return middle;
      }
      if (found < slot) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }

  @Override
  public Optional<Grid> grid() {
    return Optional.of(steps);
  }

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public Optional<Window> window(long slot, int atMost) {
    int end = indexOf(slot);
    if (end < 0 || slot > closedThrough) {
      return Optional.empty();
    }
    int start = end;
    while (start > 0
        && end - start + 1 < atMost
        && rows.get(start - 1).slot() == rows.get(start).slot() - 1) {
      start--;
    }
    return Optional.of(new Window(steps, variates, rows.subList(start, end + 1)));
  }

  @Override
  public Optional<Window> newestWindow(int atMost) {
    for (int i = rows.size() - 1; i >= 0; i--) {
      if (rows.get(i).slot() <= closedThrough) {
        return window(rows.get(i).slot(), atMost);
      }
    }
    return Optional.empty();
  }
}
