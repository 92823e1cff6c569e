package io.millrace.forecasting.alert;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What every alert rule has, whatever it looks for.
 *
 * @param severity of its alerts, as long as the rule finds nothing graver
 * @param labels more of them for each alert, which route it
 * @param annotations more of them for each alert, for people
 */
public record AlertTerms(
    String name,
    String severity,
    Map<String, String> labels,
    Map<String, String> annotations,
    AlertTiming timing) {

  public AlertTerms {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
  }

  public AlertTerms(String name, String severity, AlertTiming timing) {
    this(name, severity, Map.of(), Map.of(), timing);
  }
}
