package io.millrace.workbench.csv;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The evenly spaced times a file's rows lie on; if no step is stated it is the most common
 * distance.
 *
 * @param positions of the file's rows on the grid
 */
@SuppressWarnings("ArrayRecordComponent") // grids are not compared
record RegularGrid(Instant first, Duration step, int length, int[] positions) {

  /** A file that lacks more rows than it has is no series of this step. */
  private static final int MOST_GRID_ROWS_PER_ROW = 2;

  /**
   * @param lines of the file, by row
   * @param stated step; null = unknown
   * @throws InvalidSeriesException naming the line that goes back, repeats a time, or is off the
   *     grid
   */
  static RegularGrid of(
      Path file, List<Instant> times, List<Long> lines, @Nullable Duration stated) {
    checkOrder(file, times, lines);
    Duration step = stated == null ? mostCommon(times) : stated;
    int[] positions = new int[times.size()];
    for (int row = 0; row < positions.length; row++) {
      positions[row] = position(file, lines.get(row), step, times.get(0), times.get(row));
    }
    int length = positions[positions.length - 1] + 1;
    if (length > MOST_GRID_ROWS_PER_ROW * (long) times.size()) {
      throw new InvalidSeriesException(
          file,
          times.size()
              + " rows over "
              + length
              + " steps of "
              + step
              + ": more is missing than there");
    }
    return new RegularGrid(times.get(0), step, length, positions);
  }

  private static void checkOrder(Path file, List<Instant> times, List<Long> lines) {
    for (int row = 1; row < times.size(); row++) {
      int order = times.get(row).compareTo(times.get(row - 1));
      if (order <= 0) {
        String wrong = order == 0 ? " is there twice" : " is earlier than the line before";
        throw new InvalidSeriesException(file, lines.get(row), times.get(row) + wrong);
      }
    }
  }

  List<Instant> times() {
    return IntStream.range(0, length).mapToObj(i -> first.plus(step.multipliedBy(i))).toList();
  }

  /** The rows on the grid; NaN where the file has none. */
  double[][] place(List<double[]> rows, int variates) {
    double[][] placed = new double[length][variates];
    for (double[] row : placed) {
      Arrays.fill(row, Double.NaN);
    }
    for (int row = 0; row < positions.length; row++) {
      placed[positions[row]] = rows.get(row);
    }
    return placed;
  }

  /** For each row of the grid the file's row at or after it. */
  int[] fileRows() {
    int[] fileRows = new int[length];
    int row = 0;
    for (int position = 0; position < length; position++) {
      row += positions[row] < position ? 1 : 0;
      fileRows[position] = row;
    }
    return fileRows;
  }

  private static Duration mostCommon(List<Instant> times) {
    Map<Duration, Integer> counts = new HashMap<>();
    for (int row = 1; row < times.size(); row++) {
      counts.merge(Duration.between(times.get(row - 1), times.get(row)), 1, Integer::sum);
    }
    return counts.entrySet().stream()
        .max(
            Map.Entry.<Duration, Integer>comparingByValue()
                .thenComparing(Map.Entry.<Duration, Integer>comparingByKey().reversed()))
        .orElseThrow()
        .getKey();
  }

  private static int position(Path file, long line, Duration step, Instant first, Instant time) {
    Duration since = Duration.between(first, time);
    long steps = since.dividedBy(step);
    if (!step.multipliedBy(steps).equals(since)) {
      throw new InvalidSeriesException(
          file, line, time + " is not a whole number of steps of " + step + " after " + first);
    }
    return Math.toIntExact(Math.min(steps, Integer.MAX_VALUE - 1L));
  }
}
