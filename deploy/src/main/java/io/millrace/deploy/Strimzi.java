package io.millrace.deploy;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the resources of one Kafka have in common. */
final class Strimzi {

  /** As kafka.yaml names it. */
  private static final String CLUSTER = "millrace";

  private Strimzi() {}

  static Map<String, Object> resource(String kind, String name, Map<String, Object> spec) {
    Map<String, Object> labels = new LinkedHashMap<>();
    labels.put("strimzi.io/cluster", CLUSTER);
    labels.put("app.kubernetes.io/part-of", "millrace");
    return Resources.of("kafka.strimzi.io/v1beta2", kind, name, labels, spec);
  }
}
