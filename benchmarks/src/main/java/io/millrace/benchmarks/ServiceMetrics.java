package io.millrace.benchmarks;

import java.util.List;

/** What a service counts, at one moment. */
public record ServiceMetrics(List<String> lines) {

  public static ServiceMetrics of(Service service) {
    return new ServiceMetrics(service.get("/q/metrics").lines().toList());
  }

  /** The sum over all that have a tag; 0 if there is none. */
  public double sum(String name, String tag, String value) {
    String tagged = tag + "=\"" + value + "\"";
    return new ServiceMetrics(lines.stream().filter(line -> line.contains(tagged)).toList())
        .sum(name);
  }

  /** The sum over all tags; 0 if there is none of the name. */
  public double sum(String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
