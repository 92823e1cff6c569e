package io.millrace.forecast;

import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.forecast.stream.StreamListener;
import io.millrace.forecast.telemetry.ForecastMetrics;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Who is told what the stream does. */
@ApplicationScoped
class Telemetry {

  /** Made at the start, so that what is scraped does not depend on what has happened. */
  @Startup
  @Produces
  @Singleton
  StreamListener listener(MeterRegistry registry) {
    return new ForecastMetrics(registry);
  }
}
