package io.millrace.forecasting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A run of closed steps, seen from its last one: what a forecast is made from. Its gaps are filled
 * by a {@link GapPolicy} as it is looked at; what the policy needs of earlier steps it takes from
 * the whole run, also for {@link #last}.
 */
public final class Window {

  private final GriddedHistory history;
  private final GapPolicy gaps;
  private final long start;
  private final long from;
  private final long to;
  private final @Nullable String occluded;

  /**
   * @param start first step of the run, an observed one
   * @param from first step that is seen
   * @param to last step of both
   */
  Window(GriddedHistory history, GapPolicy gaps, long start, long from, long to) {
    this(history, gaps, start, from, to, null);
  }

  private Window(
      GriddedHistory history,
      GapPolicy gaps,
      long start,
      long from,
      long to,
      @Nullable String occluded) {
    this.history = history;
    this.gaps = gaps;
    this.start = start;
    this.from = from;
    this.to = to;
    this.occluded = occluded;
  }

  /** See {@link History#window}: it depends on no step before or after its own. */
  static Optional<Window> endingAt(long slot, GriddedHistory history, int atMost, GapPolicy gaps) {
    if (slot > history.lastClosed()) {
      return Optional.empty();
    }
    long start = slot + 1;
    int missing = 0;
    for (long step = slot; step >= history.rows().first() && slot - step < atMost; step--) {
      if (history.rows().observed(step)) {
        start = step;
        missing = 0;
      } else if (++missing > gaps.longest()) {
        break;
      }
    }
    return start > slot
        ? Optional.empty()
        : Optional.of(new Window(history, gaps, start, start, slot));
  }

  public Grid grid() {
    return history.steps();
  }

  /** Number of the last step. */
  public long slot() {
    return to;
  }

  /** Grid time of the last step. */
  public Instant at() {
    return grid().at(to);
  }

  public int length() {
    return (int) (to - from + 1);
  }

  /** Whether any step of it was replayed from a recording. */
  public boolean recorded() {
    for (long slot = from; slot <= to; slot++) {
      if (history.rows().recorded(slot)) {
        return true;
      }
    }
    return false;
  }

  /** The variates with at least one value inside. */
  public List<String> variates() {
    List<String> present = new ArrayList<>();
    for (int i = 0; i < history.variates().size(); i++) {
      if (hasValue(i)) {
        present.add(history.variates().get(i));
      }
    }
    return present;
  }

  private boolean hasValue(int variate) {
    for (long slot = to; slot >= from; slot--) { // the newest step decides nearly always
      if (!Double.isNaN(history.rows().value(slot, variate))) {
        return true;
      }
    }
    return false;
  }

  /** What was observed at the last step; empty when the variate is missing there. */
  public OptionalDouble actual(String variate) {
    int index = history.variates().indexOf(variate);
    double value = index < 0 ? Double.NaN : history.rows().value(to, index);
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** The last steps of this window, at most {@code count} of them. */
  public Window last(int count) {
    return new Window(history, gaps, start, Math.max(from, to - count + 1), to, occluded);
  }

  /**
   * The same with one variate hidden: the halves of its {@link #column} change places, so that what
   * it did lately is not where a forecaster looks for it. Its mean and spread stay: networks that
   * scale each window by its own would lose more than the variate's movement without them. What a
   * forecast loses by it, it owes to how that variate moved.
   */
  public Window occluding(String variate) {
    return new Window(history, gaps, start, from, to, variate);
  }

  /** One variate over the window, oldest first, its gaps filled. */
  public FilledColumn column(String variate) {
    int index = history.variates().indexOf(variate);
    double[] observed = new double[(int) (to - start + 1)];
    if (index < 0) {
      Arrays.fill(observed, Double.NaN);
    } else {
      observed = history.rows().column(start, to, index);
    }
    FilledColumn filled = gaps.fill(observed).from((int) (from - start));
    return variate.equals(occluded) ? filled.rotated() : filled;
  }

  /** True where a step has no reading at all, oldest first. */
  public boolean[] mask() {
    boolean[] mask = new boolean[length()];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = !history.rows().observed(from + i);
    }
    return mask;
  }

  /**
   * A covariate that was told ahead of time: from the first step of the window to {@code horizon}
   * steps after its last one; NaN = not told. What was observed under the same name is {@link
   * #column}, and neither stands in for the other.
   */
  public double[] known(String covariate, int horizon) {
    return history.known().column(covariate, from, length() + horizon);
  }
}
