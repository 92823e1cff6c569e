package io.millrace.benchmarks.observed;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a service exports: the labels of each metric, by its name without what a distribution adds.
 */
record Exported(Map<String, Set<String>> labels, Set<String> withoutNumber) {

  private static final Pattern LINE = Pattern.compile("([a-zA-Z_]+)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]+)=\"");
  private static final Pattern FAMILY = Pattern.compile("# TYPE (\\S+) (\\S+)");

  static Exported of(String scrape) {
    Map<String, Set<String>> labels = new TreeMap<>();
    Set<String> withoutNumber = new TreeSet<>();
    Set<String> summaries =
        FAMILY
            .matcher(scrape)
            .results()
            .filter(each -> each.group(2).equals("summary"))
            .map(each -> each.group(1))
            .collect(Collectors.toSet());
    for (String line : scrape.split("\n")) {
      Matcher sample = LINE.matcher(line);
      if (!line.startsWith("#") && sample.matches()) {
        String name = family(sample.group(1), summaries);
        Set<String> named = labels.computeIfAbsent(name, key -> new TreeSet<>());
        if (sample.group(2) != null) {
          LABEL.matcher(sample.group(2)).results().forEach(each -> named.add(each.group(1)));
        }
        if (sample.group(3).equals("NaN")) {
          withoutNumber.add(name);
        }
      }
    }
    return new Exported(labels, withoutNumber);
  }

  private static String family(String name, Set<String> summaries) {
    String stem = name.replaceFirst("_(count|sum|max)$", "");
    return summaries.contains(stem) ? stem : name;
  }

  Set<String> ours() {
    return labels.keySet().stream()
        .filter(name -> name.startsWith("millrace_"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
