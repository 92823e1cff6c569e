package io.millrace.inference;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

/** A service as it is before its models are loaded. */
public final class UnstartedService {

  static final SmallRyeConfig CONFIGURATION =
      new SmallRyeConfigBuilder()
          .withConverter(MemorySize.class, 100, new MemorySizeConverter())
          .withMapping(InferenceSettings.class)
          .build();

  private UnstartedService() {}

  static InferenceSettings settings() {
    return CONFIGURATION.getConfigMapping(InferenceSettings.class);
  }

  public static InferenceService create() {
    return new InferenceService(
        settings(),
        CONFIGURATION,
        new SimpleMeterRegistry(),
        OpenTelemetry.noop().getTracer("none"));
  }
}
