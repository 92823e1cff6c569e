package io.millrace.inference;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Startup;

/** Up when the models are loaded; says which. */
@Startup
@ApplicationScoped
class ModelsStarted implements HealthCheck {

  private final InferenceService service;

  ModelsStarted(InferenceService service) {
    this.service = service;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("models");
    service
        .models()
        .ifPresent(
            shelf ->
                shelf
                    .lives()
                    .forEach(
                        life ->
                            response.withData(
                                life.model() + " " + life.version(), life.state().word())));
    return response.status(service.models().isPresent()).build();
  }
}
