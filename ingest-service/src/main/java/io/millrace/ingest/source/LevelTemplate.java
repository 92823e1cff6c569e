package io.millrace.ingest.source;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name in which {@code {n}} stands for the n-th level of an MQTT topic, counted from 1.
 *
 * @param text such as {@code plant-{2}}
 */
record LevelTemplate(String text) {

  private static final Pattern LEVEL = Pattern.compile("\\{(\\d{1,4})}");

  /** The highest level that it needs; 0 if none. */
  int levels() {
    return LEVEL.matcher(text).results().mapToInt(LevelTemplate::number).max().orElse(0);
  }

  /** Whether it needs a level 0, which no topic has. */
  boolean startsAtZero() {
    return LEVEL.matcher(text).results().anyMatch(level -> number(level) == 0);
  }

  /**
   * @param levels at least {@link #levels()}
   */
  String of(List<String> levels) {
    return LEVEL
        .matcher(text)
        .replaceAll(level -> Matcher.quoteReplacement(levels.get(number(level) - 1)));
  }

  private static int number(MatchResult level) {
    return Integer.parseInt(level.group(1));
  }
}
