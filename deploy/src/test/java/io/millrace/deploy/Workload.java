package io.millrace.deploy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** The pods of one service, whatever makes them. */
record Workload(Overlay overlay, String name, PodTemplateSpec template, List<String> claims) {

  static Stream<Workload> in(Overlay overlay) {
    return Stream.concat(
        overlay.all(StatefulSet.class).map(set -> of(overlay, set)),
        overlay
            .all(Deployment.class)
            .map(
                each ->
                    new Workload(
                        overlay,
                        each.getMetadata().getName(),
                        each.getSpec().getTemplate(),
                        List.of())));
  }

  static Workload of(Overlay overlay, String name) {
    return in(overlay).filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  private static Workload of(Overlay overlay, StatefulSet set) {
    return new Workload(
        overlay,
        set.getMetadata().getName(),
        set.getSpec().getTemplate(),
        set.getSpec().getVolumeClaimTemplates().stream()
            .map(claim -> claim.getMetadata().getName())
            .toList());
  }

  Container container() {
    return template.getSpec().getContainers().get(0);
  }

  Map<String, String> labels() {
    return template.getMetadata().getLabels();
  }

  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    for (EnvVar variable : container().getEnv()) {
      environment.put(variable.getName(), variable.getValue() == null ? "-" : variable.getValue());
    }
    return environment;
  }

  /** As Quarkus would, in the same order: the file beside the application, then the named one. */
  ServiceConfiguration configuration() {
    Map<String, Properties> files = new LinkedHashMap<>();
    files.put(
        "application.properties",
        mounted(ImagePlan.APPLICATION + "/config/application.properties"));
    String more = environment().get("QUARKUS_CONFIG_LOCATIONS");
    files.put(more, mounted(more));
    return ServiceConfiguration.of(name, files, environment());
  }

  private Properties mounted(String path) {
    VolumeMount mount =
        container().getVolumeMounts().stream()
            .filter(each -> path.startsWith(each.getMountPath() + "/"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("nothing is mounted for " + path));
    String map = volume(mount.getName()).getConfigMap().getName();
    String key = path.substring(mount.getMountPath().length() + 1);
    return overlay
        .all(ConfigMap.class)
        .filter(each -> each.getMetadata().getName().equals(map))
        .map(each -> each.getData().get(key))
        .findFirst()
        .map(Workload::properties)
        .orElseThrow(() -> new AssertionError("no ConfigMap " + map + " with " + key));
  }

  Volume volume(String name) {
    return template.getSpec().getVolumes().stream()
        .filter(volume -> volume.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(this.name + " has no volume " + name));
  }

  private static Properties properties(String text) {
    try {
      Properties properties = new Properties();
      properties.load(new StringReader(text));
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return overlay.folder() + " " + name;
  }
}
