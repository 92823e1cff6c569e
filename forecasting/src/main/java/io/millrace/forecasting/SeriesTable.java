package io.millrace.forecasting;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A multivariate series on a regular grid.
 *
 * @param rows {@code [time][variate]}; NaN = missing
 * @param step between neighbouring rows
 */
public record SeriesTable(
    List<String> variates, List<Instant> times, double[][] rows, Duration step) {

  public SeriesTable {
    variates = List.copyOf(variates);
    times = List.copyOf(times);
    rows = copy(rows, variates.size());
    if (times.size() != rows.length) {
      throw new IllegalArgumentException(times.size() + " times for " + rows.length + " rows");
    }
    if (step.isNegative() || step.isZero()) {
      throw new IllegalArgumentException("step must be positive, not " + step);
    }
  }

  public int length() {
    return rows.length;
  }

  /** The variate's position, or −1. */
  public int indexOf(String variate) {
    return variates.indexOf(variate);
  }

  /**
   * The same times with these variates only, in this order.
   *
   * @throws IllegalArgumentException naming a variate that is not there
   */
  public SeriesTable select(List<String> chosen) {
    int[] columns = chosen.stream().mapToInt(this::column).toArray();
    double[][] selected = new double[rows.length][columns.length];
    for (int row = 0; row < rows.length; row++) {
      for (int i = 0; i < columns.length; i++) {
        selected[row][i] = rows[row][columns[i]];
      }
    }
    return new SeriesTable(chosen, times, selected, step);
  }

  private int column(String variate) {
    int column = indexOf(variate);
    if (column < 0) {
      throw new IllegalArgumentException("no variate " + variate + " among " + variates);
    }
    return column;
  }

  public int missing() {
    int count = 0;
    for (double[] row : rows) {
      for (double value : row) {
        count += Double.isNaN(value) ? 1 : 0;
      }
    }
    return count;
  }

  /** One variate, oldest first; NaN = missing. */
  public double[] column(int variate) {
    return Arrays.stream(rows).mapToDouble(row -> row[variate]).toArray();
  }

  /** The same table, missing values filled variate by variate. */
  public SeriesTable filled(GapPolicy policy) {
    return withColumns(variate -> policy.fill(column(variate)).values());
  }

  /**
   * The same table, each missing value replaced by the one before it; before the first, by the
   * first.
   *
   * @throws IllegalArgumentException naming a variate that has no value at all
   */
  public SeriesTable filledWithPrevious() {
    return withColumns(this::withoutGaps);
  }

  private double[] withoutGaps(int variate) {
    double first = first(variate);
    double[] filled = new GapPolicy.Previous(Integer.MAX_VALUE).fill(column(variate)).values();
    Arrays.setAll(filled, row -> Double.isNaN(filled[row]) ? first : filled[row]);
    return filled;
  }

  private SeriesTable withColumns(IntFunction<double[]> columns) {
    double[][] changed = copy(rows, variates.size());
    for (int variate = 0; variate < variates.size(); variate++) {
      double[] column = columns.apply(variate);
      for (int row = 0; row < changed.length; row++) {
        changed[row][variate] = column[row];
      }
    }
    return new SeriesTable(variates, times, changed, step);
  }

  private double first(int variate) {
    return Arrays.stream(column(variate))
        .filter(value -> !Double.isNaN(value))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "variate " + variates.get(variate) + " has no value at all"));
  }

  private static double[][] copy(double[][] rows, int width) {
    double[][] copy = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != width) {
        throw new IllegalArgumentException(
            "row " + i + " has " + rows[i].length + " values for " + width + " variates");
      }
      copy[i] = rows[i].clone();
    }
    return copy;
  }
}
