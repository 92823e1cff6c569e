package io.millrace.forecasting;

import java.util.Arrays;

/**
 * What stands in for the missing values of a column. Of each run of them at most {@link #longest()}
 * are filled; the rest of the run, and whatever the policy cannot know, stays NaN.
 */
public sealed interface GapPolicy {

  /** Steps of a run of missing values that are filled, from its first on. */
  int longest();

  /**
   * The stand-in for one missing value; NaN if there is none.
   *
   * @param column oldest first, NaN = missing; missing from {@code gap.from()} to {@code gap.to()}
   */
  double standIn(double[] column, RowRange gap, int at);

  /** Fills a column, oldest first, NaN = missing; the column itself is left as it is. */
  default FilledColumn fill(double[] column) {
    double[] values = column.clone();
    boolean[] missing = new boolean[column.length];
    int from = 0;
    while (from < column.length) {
      RowRange gap = gap(column, from);
      Arrays.fill(missing, gap.from(), gap.to(), true);
      for (int at = from; at < from + Math.min(gap.size(), longest()); at++) {
        values[at] = standIn(column, gap, at);
      }
      from = gap.to() + 1;
    }
    return new FilledColumn(values, missing);
  }

  /** From a row on; empty if that row has a value. */
  private static RowRange gap(double[] column, int from) {
    int to = from;
    while (to < column.length && Double.isNaN(column[to])) {
      to++;
    }
    return new RowRange(from, to);
  }

  private static void check(int longest) {
    if (longest < 0) {
      throw new IllegalArgumentException("longest: must not be negative, is " + longest);
    }
  }

  /** The value before the gap; none before the first value. */
  record Previous(int longest) implements GapPolicy {

    public Previous {
      check(longest);
    }

    @Override
    public double standIn(double[] column, RowRange gap, int at) {
      return gap.from() == 0 ? Double.NaN : column[gap.from() - 1];
    }
  }

  /**
   * On the line from the value before the gap to the one after it; none at either end of the
   * column. Every row of a window has come by the time its forecast is issued, so this looks ahead
   * inside the window only; the run that the window ends with stays missing.
   */
  record Linear(int longest) implements GapPolicy {

    public Linear {
      check(longest);
    }

    @Override
    public double standIn(double[] column, RowRange gap, int at) {
      if (gap.from() == 0 || gap.to() == column.length) {
        return Double.NaN;
      }
      double before = column[gap.from() - 1];
      double share = (double) (at - gap.from() + 1) / (gap.size() + 1);
      return before + share * (column[gap.to()] - before);
    }
  }

  /**
   * The value one season earlier, or as many seasons as reach back to one that was observed; none
   * where all of those are missing.
   *
   * @param period of the season, in steps
   */
  record Seasonal(int period, int longest) implements GapPolicy {

    public Seasonal {
      check(longest);
      if (period < 1) {
        throw new IllegalArgumentException("period: must be at least 1, is " + period);
      }
    }

    @Override
    public double standIn(double[] column, RowRange gap, int at) {
      int earlier = at - period;
      while (earlier >= 0 && Double.isNaN(column[earlier])) {
        earlier -= period;
      }
      return earlier < 0 ? Double.NaN : column[earlier];
    }
  }
}
