package io.millrace.deploy;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which metrics a query of Prometheus names, and by which labels it picks and groups. */
record Query(String text) {

  private static final Pattern SELECTOR =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)(\\{[^}]*})?(?![a-zA-Z0-9_(])");
  private static final Pattern MATCHER = Pattern.compile("([a-zA-Z_]+)\\s*(?:=~|!~|!=|=)\\s*\"");
  private static final Pattern GROUPING =
      Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
  private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
  private static final Pattern OFFSET = Pattern.compile("\\boffset\\s+\\w+");
  private static final Pattern NUMBER = Pattern.compile("\\b[0-9][0-9a-z.]*\\b");
  private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool");

  /** Labels by metric. */
  Map<String, Set<String>> metrics() {
    Map<String, Set<String>> metrics = new TreeMap<>();
    for (MatchResult each : SELECTOR.matcher(bare()).results().toList()) {
      if (!WORDS.contains(each.group(1)) && !isFunction(each)) {
        metrics
            .computeIfAbsent(each.group(1), key -> new TreeSet<>())
            .addAll(labels(each.group(2)));
      }
    }
    return metrics;
  }

  /** Labels that stand in {@code by (…)} and the like; empty ones too must be of some metric. */
  Set<String> grouping() {
    return GROUPING
        .matcher(text)
        .results()
        .flatMap(each -> Arrays.stream(each.group(1).split(",")))
        .map(String::strip)
        .filter(label -> !label.isEmpty())
        .collect(Collectors.toSet());
  }

  private String bare() {
    String bare = GROUPING.matcher(text).replaceAll(" ");
    bare = RANGE.matcher(bare).replaceAll(" ");
    bare = OFFSET.matcher(bare).replaceAll(" ");
    return withoutNumbers(bare);
  }

  /** Outside of braces. */
  private static String withoutNumbers(String query) {
    StringBuilder rest = new StringBuilder();
    int from = 0;
    for (MatchResult braces : Pattern.compile("\\{[^}]*}").matcher(query).results().toList()) {
      rest.append(NUMBER.matcher(query.substring(from, braces.start())).replaceAll(" "));
      rest.append(braces.group());
      from = braces.end();
    }
    return rest.append(NUMBER.matcher(query.substring(from)).replaceAll(" ")).toString();
  }

  private boolean isFunction(MatchResult found) {
    return Set.of("sum", "max", "min", "avg", "count").contains(found.group(1)); // `sum by (…) (`
  }

  private static Set<String> labels(String selector) {
    return selector == null
        ? Set.of()
        : MATCHER
            .matcher(selector)
            .results()
            .map(each -> each.group(1))
            .collect(Collectors.toSet());
  }
}
