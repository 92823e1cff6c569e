package io.millrace.benchmarks.inference;

import io.millrace.benchmarks.Service;
import java.util.List;

/** What a service counts, at one moment. */
record ServiceMetrics(List<String> lines) {

  static ServiceMetrics of(Service service) {
    return new ServiceMetrics(service.get("/q/metrics").lines().toList());
  }

  /** The sum over all tags; 0 if there is none of the name. */
  double sum(String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Events whose outputs it has committed. */
  double events() {
    return sum("millrace_events_total");
  }
}
