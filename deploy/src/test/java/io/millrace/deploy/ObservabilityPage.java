package io.millrace.deploy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The tables of {@code docs/observability.md}. */
record ObservabilityPage(Map<String, Set<String>> labels) {

  private static final Pattern METRIC =
      Pattern.compile("(?m)^\\| `([a-z_]+)` \\|([^|]*)\\|([^|]*)\\| (always|once)");
  private static final Pattern QUOTED = Pattern.compile("`([a-zA-Z_]+)`");

  /** What Prometheus itself puts on each. */
  private static final Set<String> OF_THE_SCRAPE = Set.of("job", "instance");

  static ObservabilityPage read() {
    Map<String, Set<String>> labels = new LinkedHashMap<>();
    Matcher rows = METRIC.matcher(Here.text(Here.REPOSITORY.resolve("docs/observability.md")));
    while (rows.find()) {
      Set<String> named =
          QUOTED
              .matcher(rows.group(2))
              .results()
              .map(each -> each.group(1))
              .collect(Collectors.toCollection(TreeSet::new));
      named.addAll(OF_THE_SCRAPE);
      if (rows.group(1).endsWith("_seconds") || rows.group(3).contains("distribution")) {
        for (String part : Arrays.asList("_count", "_sum", "_max")) {
          labels.put(rows.group(1) + part, without(named, "quantile"));
        }
      }
      labels.put(rows.group(1), named);
    }
    return new ObservabilityPage(labels);
  }

  private static Set<String> without(Set<String> labels, String one) {
    Set<String> others = new TreeSet<>(labels);
    others.remove(one);
    return others;
  }
}
