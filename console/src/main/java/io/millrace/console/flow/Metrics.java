package io.millrace.console.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a service's {@code /q/metrics} says: of each name its values by labels.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Prometheus' text</a>
 */
final class Metrics {

  static final Metrics NONE = new Metrics(List.of());

  private static final Pattern LINE =
      Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+)(?: \\d+)?");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  private final List<Value> values;

  private Metrics(List<Value> values) {
    this.values = values;
  }

  private record Value(String name, Map<String, String> labels, double number) {}

  /** Lines that are none are left out, and so is what is not a number. */
  static Metrics parse(String text) {
    List<Value> values = new ArrayList<>();
    for (String line : text.split("\n")) {
      Matcher parts = LINE.matcher(line);
      if (isOurs(line) && parts.matches()) {
        double number = number(parts.group(3));
        if (!Double.isNaN(number)) {
          values.add(new Value(parts.group(1), labels(parts.group(2)), number));
        }
      }
    }
    return new Metrics(values);
  }

  /** The rest is of the JVM, and is most of it. */
  private static boolean isOurs(String line) {
    return line.startsWith("millrace_") || line.startsWith("kafka_consumer_fetch_manager_records_");
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN; // +Inf
    }
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new TreeMap<>();
    if (text != null) {
      Matcher each = LABEL.matcher(text);
      while (each.find()) {
        labels.put(each.group(1), each.group(2));
      }
    }
    return labels;
  }

  /** Over all labels; 0 if there is none. */
  double sum(String name) {
    return values.stream()
        .filter(value -> value.name.equals(name))
        .mapToDouble(value -> value.number)
        .sum();
  }

  /** Summed by one label. */
  Map<String, Double> sums(String name, String label) {
    Map<String, Double> sums = new TreeMap<>();
    for (Value value : values) {
      String word = value.labels.get(label);
      if (value.name.equals(name) && word != null) {
        sums.merge(word, value.number, Double::sum);
      }
    }
    return sums;
  }

  /** The largest where a label is as the pattern says; 0 if there is none. */
  double largest(String name, String label, Pattern wanted) {
    return values.stream()
        .filter(value -> value.name.equals(name))
        .filter(value -> wanted.matcher(value.labels.getOrDefault(label, "")).matches())
        .mapToDouble(value -> value.number)
        .max()
        .orElse(0);
  }
}
