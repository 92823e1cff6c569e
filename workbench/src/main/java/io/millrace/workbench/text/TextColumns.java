package io.millrace.workbench.text;

import io.millrace.workbench.csv.CsvCells;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a table holds the text, and which the label.
 *
 * @param headed whether the first row names the columns
 * @param width of a row
 */
record TextColumns(boolean headed, int width, int text, int label) {

  private static final Set<String> TEXT_NAMES =
      Set.of("text", "message", "sentence", "content", "body", "question", "review", "tweet");

  private static final Set<String> LABEL_NAMES =
      Set.of("label", "class", "category", "target", "intent", "sentiment", "topic", "tag");

  private static final int ROWS_TO_JUDGE_BY = 200;

  /**
   * Named columns are taken, then those with a usual name. Of two columns without names, the one
   * with fewer different values is the label.
   *
   * @throws InvalidTextsException if they cannot be told
   */
  static TextColumns of(Path file, List<CsvCells.Row> rows, ReadOptions options) {
    return new Search(file, rows, options).columns();
  }

  private record Search(Path file, List<CsvCells.Row> rows, ReadOptions options) {

    TextColumns columns() {
      Integer text = column("--text-column", options.textColumn(), TEXT_NAMES);
      Integer label = column("--label-column", options.labelColumn(), LABEL_NAMES);
      boolean headed =
          isHeader(options.textColumn(), text) || isHeader(options.labelColumn(), label);
      if (width() == 2 && !headed && text == null && label == null) {
        label = fewer();
      }
      if (width() == 2) { // one tells the other
        text = text == null && label != null ? Integer.valueOf(1 - label) : text;
        label = label == null && text != null ? Integer.valueOf(1 - text) : label;
      }
      if (text == null || label == null) {
        throw new InvalidTextsException(
            file,
            rows.get(0).line(),
            "no column for the %s among %s; name it with %s, or say its number from 1"
                .formatted(
                    text == null ? "text" : "label",
                    first(),
                    text == null ? "--text-column" : "--label-column"));
      }
      if (text.equals(label)) {
        throw new InvalidTextsException(file, "text and label cannot be one column, " + (text + 1));
      }
      return new TextColumns(headed, width(), text, label);
    }

    private List<String> first() {
      return rows.get(0).cells();
    }

    private int width() {
      return first().size();
    }

    /** Whether a column was found by what stands in the first row, or has a usual name there. */
    private boolean isHeader(@Nullable String wanted, @Nullable Integer found) {
      return found != null && (!isNumber(wanted) || isUsual(first().get(found)));
    }

    private static boolean isUsual(String cell) {
      String name = cell.toLowerCase(Locale.ROOT);
      return TEXT_NAMES.contains(name) || LABEL_NAMES.contains(name);
    }

    private static boolean isNumber(@Nullable String wanted) {
      return wanted != null && wanted.matches("\\d{1,4}");
    }

    private @Nullable Integer column(String option, @Nullable String wanted, Set<String> usual) {
      if (wanted == null) {
        return usual(usual);
      }
      int named = first().indexOf(wanted);
      if (named < 0 && isNumber(wanted)) {
        named = Integer.parseInt(wanted) - 1;
      }
      if (named < 0 || named >= width()) {
        throw new InvalidTextsException(
            file, rows.get(0).line(), option + ": no column " + wanted + " among " + first());
      }
      return named;
    }

    private @Nullable Integer usual(Set<String> names) {
      List<Integer> found =
          IntStream.range(0, width())
              .filter(i -> names.contains(first().get(i).toLowerCase(Locale.ROOT)))
              .boxed()
              .toList();
      return found.size() == 1 ? found.get(0) : null;
    }

    private int fewer() {
      return different(0) < different(1) || (different(0) == different(1) && length(0) < length(1))
          ? 0
          : 1;
    }

    private long different(int column) {
      return cells(column).stream().distinct().count();
    }

    private int length(int column) {
      return cells(column).stream().mapToInt(String::length).sum();
    }

    private List<String> cells(int column) {
      return rows.stream()
          .limit(ROWS_TO_JUDGE_BY)
          .filter(row -> row.cells().size() == 2)
          .map(row -> row.cells().get(column))
          .toList();
    }
  }
}
