package io.millrace.workbench.csv;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** What stands between two cells. */
enum Delimiter {
  TAB('\t'),
  SEMICOLON(';'),
  COMMA(',');

  private static final char QUOTE = '"';

  private final char character;

  Delimiter(char character) {
    this.character = character;
  }

  char character() {
    return character;
  }

  /**
   * The one that stands most often, and equally often, in each of a file's first lines. A tie goes
   * against the comma, which may be a decimal mark. If none does, the most common of the first
   * line.
   */
  static Delimiter of(List<String> lines) {
    String first = lines.isEmpty() ? "" : lines.get(0);
    return Arrays.stream(values())
        .filter(each -> each.isEven(lines))
        .max(
            Comparator.<Delimiter>comparingLong(each -> each.countIn(first))
                .thenComparing(Comparator.reverseOrder()))
        .orElseGet(() -> mostCommon(first));
  }

  private static Delimiter mostCommon(String line) {
    return Arrays.stream(values())
        .max(
            Comparator.<Delimiter>comparingLong(each -> each.countIn(line))
                .thenComparing(Comparator.naturalOrder()))
        .orElse(COMMA);
  }

  private boolean isEven(List<String> lines) {
    long[] counts = lines.stream().mapToLong(this::countIn).distinct().toArray();
    return counts.length == 1 && counts[0] > 0;
  }

  private long countIn(String line) {
    long count = 0;
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      quoted ^= line.charAt(i) == QUOTE;
      count += !quoted && line.charAt(i) == character ? 1 : 0;
    }
    return count;
  }
}
