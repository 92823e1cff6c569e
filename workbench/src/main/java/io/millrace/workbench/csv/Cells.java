package io.millrace.workbench.csv;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One row of a file, as text.
 *
 * @param line in the file, from 1
 */
record Cells(long line, List<String> texts) {

  Cells {
    texts = texts.stream().map(String::strip).toList();
  }

  int size() {
    return texts.size();
  }

  String text(int column) {
    return texts.get(column);
  }

  /**
   * Whether this is data and no header: each cell is a number, a time or missing, and not all are
   * missing. The names of a frame without names, {@code 0,1,2,...}, are a header.
   */
  boolean isData() {
    return texts.stream().allMatch(text -> isValue(text) || Cell.isMissing(text))
        && texts.stream().anyMatch(Cells::isValue)
        && !countsColumns();
  }

  private boolean countsColumns() {
    List<String> names = texts.get(0).isEmpty() ? texts.subList(1, texts.size()) : texts;
    return names.size() > 2
        && IntStream.range(0, names.size()).allMatch(i -> names.get(i).equals(Integer.toString(i)));
  }

  private static boolean isValue(String text) {
    return Cell.isNumber(text) || Stamp.reads(text);
  }
}
