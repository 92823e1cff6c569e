package io.millrace.deploy;

import java.util.LinkedHashMap;
import java.util.Map;

/** Custom resources of Kubernetes, keys in their usual order. */
final class Resources {

  private Resources() {}

  static Map<String, Object> of(
      String version,
      String kind,
      String name,
      Map<String, Object> labels,
      Map<String, Object> spec) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", name);
    metadata.put("labels", labels);
    Map<String, Object> resource = new LinkedHashMap<>();
    resource.put("apiVersion", version);
    resource.put("kind", kind);
    resource.put("metadata", metadata);
    resource.put("spec", spec);
    return resource;
  }
}
