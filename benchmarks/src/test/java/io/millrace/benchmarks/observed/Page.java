package io.millrace.benchmarks.observed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code docs/observability.md}, read. */
record Page(String text) {

  private static final Pattern SECTION = Pattern.compile("(?m)^### (.+)$");
  private static final Pattern METRIC =
      Pattern.compile("(?m)^\\| `([a-z_]+)` \\|([^|]*)\\|([^|]*)\\| (always|once)");
  private static final Pattern CHECK =
      Pattern.compile("(?m)^\\| ([a-z-]+-service) \\| `([^`]+)` \\|");
  private static final Pattern QUOTED = Pattern.compile("`([a-zA-Z_]+)`");

  /** A row: its labels, and whether it is there from the start. */
  record Metric(Set<String> labels, boolean always) {}

  static Page of(Path repository) {
    try {
      return new Page(Files.readString(repository.resolve("docs/observability.md")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of a service's own section, and of sections that name it with another. */
  Map<String, Metric> metrics(String service) {
    Map<String, Metric> metrics = new TreeMap<>();
    for (MatchResult section : SECTION.matcher(text).results().toList()) {
      if (section.group(1).contains(service)) {
        String rest = text.substring(section.end());
        String body = rest.split("\n#", 2)[0];
        METRIC
            .matcher(body)
            .results()
            .forEach(
                row ->
                    metrics.put(
                        row.group(1),
                        new Metric(quoted(row.group(2)), row.group(4).equals("always"))));
      }
    }
    return metrics;
  }

  Set<String> checks(String service) {
    return CHECK
        .matcher(text)
        .results()
        .filter(row -> row.group(1).equals(service))
        .map(row -> row.group(2))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  Set<String> logKeys() {
    String logs = text.substring(text.indexOf("## Logs"), text.indexOf("## Traces"));
    return logs.lines()
        .filter(line -> line.startsWith("| `"))
        .flatMap(line -> quoted(line.split("\\|")[1]).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> quoted(String cell) {
    return QUOTED
        .matcher(cell)
        .results()
        .map(each -> each.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
