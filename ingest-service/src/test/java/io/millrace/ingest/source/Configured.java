package io.millrace.ingest.source;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Configuration as the service reads it. */
final class Configured {

  private static final int QUARKUS = 200; // the priority that Quarkus gives its converters

  private Configured() {}

  static SourcesConfig config(Map<String, String> keys) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withConverter(Duration.class, QUARKUS, new DurationConverter())
        .withMapping(SourcesConfig.class)
        .withSources(new PropertiesConfigSource(keys, "test", 100))
        .build()
        .getConfigMapping(SourcesConfig.class);
  }

  /**
   * @param keys without the prefix {@code millrace.sources.}
   */
  static SourcesConfig sources(Map<String, String> keys) {
    Map<String, String> all = new HashMap<>();
    keys.forEach((key, value) -> all.put("millrace.sources." + key, value));
    return config(all);
  }

  static List<Source> planned(Map<String, String> keys) {
    return new SourcePlan(
            sources(keys),
            Map.of("bootstrap.servers", "127.0.0.1:1"),
            new RecordedDelivery(),
            Pace.system())
        .sources(Instant.EPOCH, () -> {});
  }
}
