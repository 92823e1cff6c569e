package io.millrace.forecasting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** An unbroken run of closed steps, seen from its last one: what a forecast is made from. */
public final class Window {

  private final Grid grid;
  private final List<String> variates;
  private final List<Row> rows;

  Window(Grid grid, List<String> variates, List<Row> rows) {
    this.grid = grid;
    this.variates = variates;
    this.rows = List.copyOf(rows);
  }

  public Grid grid() {
    return grid;
  }

  /** Number of the last step. */
  public long slot() {
    return rows.get(rows.size() - 1).slot();
  }

  /** Grid time of the last step. */
  public Instant at() {
    return grid.at(slot());
  }

  public int length() {
    return rows.size();
  }

  /** Whether any step of it was replayed from a recording. */
  public boolean recorded() {
    return rows.stream().anyMatch(Row::recorded);
  }

  /** The variates with at least one value inside. */
  public List<String> variates() {
    List<String> present = new ArrayList<>();
    for (int i = 0; i < variates.size(); i++) {
      int variate = i;
      if (rows.stream().anyMatch(row -> !Double.isNaN(row.values()[variate]))) {
        present.add(variates.get(i));
      }
    }
    return present;
  }

  /** What was observed at the last step; empty when the variate is missing or filled there. */
  public OptionalDouble actual(String variate) {
    Row last = rows.get(rows.size() - 1);
    int index = variates.indexOf(variate);
    return index < 0 || last.filled() || Double.isNaN(last.values()[index])
        ? OptionalDouble.empty()
        : OptionalDouble.of(last.values()[index]);
  }

  /** The last steps of this window, at most {@code count} of them. */
  public Window last(int count) {
    return new Window(grid, variates, rows.subList(Math.max(0, rows.size() - count), rows.size()));
  }

  /**
   * One variate over the window, oldest first; a missing value repeats the one before it for at
   * most {@code gapLimit} steps and is NaN beyond.
   */
  public double[] column(String variate, int gapLimit) {
    return new GapPolicy.Previous(gapLimit).fill(observed(variate)).values();
  }

  private double[] observed(String variate) {
    int index = variates.indexOf(variate);
    return rows.stream().mapToDouble(row -> index < 0 ? Double.NaN : row.values()[index]).toArray();
  }

  /** True where a step was filled rather than observed, oldest first. */
  public boolean[] mask() {
    boolean[] mask = new boolean[rows.size()];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = rows.get(i).filled();
    }
    return mask;
  }
}
