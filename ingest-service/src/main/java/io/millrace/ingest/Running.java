package io.millrace.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive while it answers: a broker that is away is no reason to restart this service. */
@Liveness
@ApplicationScoped
class Running implements HealthCheck {

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.up("running");
  }
}
