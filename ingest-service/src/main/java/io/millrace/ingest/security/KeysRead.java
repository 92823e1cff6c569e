package io.millrace.ingest.security;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Says whether the file of keys counts as it is; up all the same, since those who have keys are
 * served. Open to everybody, so the reason stands in the log only.
 */
@Wellness
@ApplicationScoped
class KeysRead implements HealthCheck {

  private final Keys keys;

  KeysRead(Keys keys) {
    this.keys = keys;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("keys")
        .up()
        .withData("configured", keys.isConfigured())
        .withData("file", keys.problem().isEmpty() ? "read" : "broken, as it was before counts")
        .build();
  }
}
