package io.millrace.ingest.publish;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Says how the stage fares. It never makes the service unready: accepted events are safe in Kafka,
 * and more can be accepted while they wait.
 */
@Readiness
@ApplicationScoped
class Publishing implements HealthCheck {

  private final PublishStage stage;

  Publishing(PublishStage stage) {
    this.stage = stage;
  }

  @Override
  public HealthCheckResponse call() {
    Optional<String> trouble = stage.trouble();
    return HealthCheckResponse.named("publishing")
        .up()
        .withData("state", trouble.map(reason -> "waiting: " + reason).orElse("running"))
        .build();
  }
}
