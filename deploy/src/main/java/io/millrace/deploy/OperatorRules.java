package io.millrace.deploy;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The alert rules as the Prometheus operator takes them. */
final class OperatorRules {

  private OperatorRules() {}

  /**
   * @param rules as Prometheus itself reads them
   */
  static Collection<Map<String, Object>> of(Map<String, Object> rules) {
    return List.of(
        Resources.of(
            "monitoring.coreos.com/v1",
            "PrometheusRule",
            "millrace",
            Map.of("app.kubernetes.io/part-of", "millrace"),
            rules));
  }
}
