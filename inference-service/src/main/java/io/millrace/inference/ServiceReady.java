package io.millrace.inference;

import io.millrace.inference.loop.LoopState;
import io.millrace.inference.loop.TransactionalLoop;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Up when the models are loaded and every loop polls. */
@Readiness
@ApplicationScoped
class ServiceReady implements HealthCheck {

  private final InferenceService service;

  ServiceReady(InferenceService service) {
    this.service = service;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("consuming");
    List<String> missing = service.missing();
    missing.forEach(
        model -> response.withData(model, "no version of it is in the directories or released"));
    boolean ready = service.models().isPresent() && missing.isEmpty();
    for (Map.Entry<String, TransactionalLoop<?>> entry : service.loops().entrySet()) {
      LoopState state = entry.getValue().state();
      response.withData(entry.getKey(), state.describe());
      ready &= state instanceof LoopState.Running;
    }
    for (String topic : service.withoutModel()) {
      response.withData(topic, "not consumed: there is no model for it");
    }
    return response.status(ready).build();
  }
}
