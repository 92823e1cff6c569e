package io.millrace.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/** The configuration that a service would start with, checked as the service would check it. */
final class ServiceConfiguration {

  private static final Map<String, List<String>> MAPPINGS =
      Map.of(
          "ingest-service",
          List.of(
              "io.millrace.ingest.IngestConfig",
              "io.millrace.ingest.SinkConfig",
              "io.millrace.ingest.http.IntakeConfig",
              "io.millrace.ingest.publish.DeduplicationConfig",
              "io.millrace.ingest.security.SecurityConfig",
              "io.millrace.ingest.source.SourcesConfig"),
          "inference-service",
          List.of("io.millrace.inference.InferenceSettings"),
          "forecast-service",
          List.of("io.millrace.forecast.ForecastSettings"),
          "console",
          List.of("io.millrace.console.ConsoleSettings"));

  /** What the manifests themselves use. */
  private static final Set<String> OURS = Set.of("POD_NAME", "MILLRACE_KAFKA_LOGIN");

  private final String service;
  private final SmallRyeConfig config;

  /**
   * @param files by name, from the weakest to the strongest
   * @throws RuntimeException naming the key of ours that is not one, or lacks
   */
  private ServiceConfiguration(
      String service, Map<String, Properties> files, Map<String, String> environment) {
    this.service = service;
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .addDiscoveredConverters()
            .withSources(
                new PropertiesConfigSource(map(Here.shipped(service)), "shipped", 250),
                new EnvConfigSource(environment, 300));
    int ordinal = 260;
    for (Map.Entry<String, Properties> file : files.entrySet()) {
      builder.withSources(
          new PropertiesConfigSource(map(file.getValue()), file.getKey(), ordinal++));
    }
    for (Class<?> mapping : mappings(service)) {
      builder.withMapping(mapping, mapping.getAnnotation(ConfigMapping.class).prefix());
    }
    this.config = builder.build();
    files.forEach(this::requireKnown);
    requireVariables(environment);
  }

  static ServiceConfiguration of(
      String service, Map<String, Properties> files, Map<String, String> environment) {
    return new ServiceConfiguration(service, files, environment);
  }

  /** Whether its classes are in this build. */
  static boolean isHere(String service) {
    try {
      Class.forName(MAPPINGS.get(service).get(0));
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  String value(String key) {
    return config.getValue(key, String.class);
  }

  int port() {
    return config.getValue("quarkus.http.port", Integer.class);
  }

  private static List<Class<?>> mappings(String service) {
    List<Class<?>> classes = new ArrayList<>();
    for (String name : MAPPINGS.get(service)) {
      try {
        classes.add(Class.forName(name));
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException(e);
      }
    }
    return classes;
  }

  private void requireKnown(String file, Properties properties) {
    assertThat(properties.stringPropertyNames())
        .as("keys in %s of %s", file, service)
        .allMatch(key -> key.startsWith("millrace.") || KnownKeys.isKnown(key));
  }

  private void requireVariables(Map<String, String> environment) {
    List<String> keys = new ArrayList<>(Here.shipped(service).stringPropertyNames());
    for (Class<?> mapping : mappings(service)) {
      keys.addAll(
          ConfigMappings.getProperties(ConfigMappings.ConfigClass.configClass(mapping)).keySet());
    }
    assertThat(environment.keySet())
        .as("environment of %s", service)
        .allMatch(name -> OURS.contains(name) || KnownKeys.variables(keys).contains(name));
  }

  private static Map<String, String> map(Properties properties) {
    Map<String, String> map = new TreeMap<>();
    properties.stringPropertyNames().forEach(key -> map.put(key, properties.getProperty(key)));
    return map;
  }
}
