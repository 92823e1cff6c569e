package io.millrace.inference;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

/** A service as it is before its models are loaded. */
public final class UnstartedService {

  private UnstartedService() {}

  public static InferenceService create() {
    SmallRyeConfig configuration =
        new SmallRyeConfigBuilder()
            .withConverter(
                io.quarkus.runtime.configuration.MemorySize.class, 100, new MemorySizeConverter())
            .withMapping(InferenceSettings.class)
            .build();
    return new InferenceService(
        configuration.getConfigMapping(InferenceSettings.class),
        configuration,
        new SimpleMeterRegistry(),
        OpenTelemetry.noop().getTracer("none"));
  }
}
