package io.millrace.workbench.csv;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The names of a file's columns: its first line, or {@code v1, v2, ...} if that holds data.
 *
 * @param written whether the file has them
 */
record Header(Path file, boolean written, List<String> names) {

  private static final Set<String> TIME_NAMES =
      Set.of("time", "date", "timestamp", "datetime", "ds");

  Header {
    names = List.copyOf(names);
  }

  static Header of(Path file, Cells first) {
    return first.isData()
        ? new Header(
            file, false, IntStream.rangeClosed(1, first.size()).mapToObj(i -> "v" + i).toList())
        : new Header(file, true, first.texts());
  }

  /**
   * Says what stands where.
   *
   * @param row the first of data; null = there is none
   * @throws InvalidSeriesException if a column that is asked for is not there, or none holds times
   *     and no step is stated
   */
  Columns columns(@Nullable Cells row, ReadOptions options) {
    RowTimes times = times(row, options);
    List<Integer> variates =
        options.variates().isEmpty()
            ? IntStream.range(0, names.size()).filter(i -> !times.isColumn(i)).boxed().toList()
            : options.variates().stream().map(name -> variate(name, times)).toList();
    if (variates.isEmpty()) {
      throw wrong("no column beside the time");
    }
    variates.forEach(this::checkName);
    return new Columns(written, names, times, variates);
  }

  private RowTimes times(@Nullable Cells row, ReadOptions options) {
    if (options.time() != null) {
      return new RowTimes.Written(called(options.time(), "; name the time column with --time"));
    }
    List<Integer> found = named().isEmpty() && row != null ? holdingTimes(row) : named();
    if (found.size() > 1) {
      throw wrong(
          "columns %s and %s both look like the time; name it with --time"
              .formatted(names.get(found.get(0)), names.get(found.get(1))));
    }
    if (found.isEmpty() && options.step() != null) {
      return new RowTimes.Counted(options.start(), options.step());
    }
    if (found.isEmpty()) {
      throw noTimes();
    }
    return new RowTimes.Written(found.get(0));
  }

  private List<Integer> named() {
    return IntStream.range(0, names.size())
        .filter(i -> TIME_NAMES.contains(names.get(i).toLowerCase(Locale.ROOT)))
        .boxed()
        .toList();
  }

  private static List<Integer> holdingTimes(Cells row) {
    return IntStream.range(0, row.size()).filter(i -> Stamp.reads(row.text(i))).boxed().toList();
  }

  private InvalidSeriesException noTimes() {
    return written
        ? wrong(
            "no column called time or date among %s; name the time column with --time, or state"
                    .formatted(String.join(", ", names))
                + " the step with --step")
        : wrong("no header and no column of times; state the step with --step, as --step P1D");
  }

  private int variate(String name, RowTimes times) {
    int column = called(name, "");
    if (times.isColumn(column)) {
      throw wrong("column " + name + " is the time, not a variate");
    }
    return column;
  }

  private int called(String name, String advice) {
    if (!names.contains(name)) {
      throw wrong("no column " + name + " among " + String.join(", ", names) + advice);
    }
    return names.indexOf(name);
  }

  private void checkName(int column) {
    String name = names.get(column);
    if (name.isEmpty()) {
      throw wrong("column " + (column + 1) + " has no name");
    }
    if (names.indexOf(name) != names.lastIndexOf(name)) {
      throw wrong("two columns are called " + name);
    }
  }

  private InvalidSeriesException wrong(String reason) {
    return new InvalidSeriesException(file, 1, reason);
  }
}
