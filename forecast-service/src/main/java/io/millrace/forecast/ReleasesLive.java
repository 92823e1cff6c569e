package io.millrace.forecast;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Down when releases are followed no more, for a restart would help. */
@Liveness
@ApplicationScoped
class ReleasesLive implements HealthCheck {

  private final ModelsInService models;

  ReleasesLive(ModelsInService models) {
    this.models = models;
  }

  @Override
  public HealthCheckResponse call() {
    Optional<String> death = models.deathOfReleases();
    return HealthCheckResponse.named("releases")
        .status(death.isEmpty())
        .withData("model-releases", death.map(error -> "dead: " + error).orElse("followed"))
        .build();
  }
}
