package io.millrace.inference;

import io.millrace.inference.loop.LoopState;
import io.millrace.inference.loop.TransactionalLoop;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/** Down only when a restart would help: a broker that is away is waited for. */
@Liveness
@ApplicationScoped
class LoopsLive implements HealthCheck {

  private final InferenceService service;

  LoopsLive(InferenceService service) {
    this.service = service;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("loops");
    boolean alive = true;
    for (Map.Entry<String, TransactionalLoop<?>> entry : service.loops().entrySet()) {
      LoopState state = entry.getValue().state();
      response.withData(entry.getKey(), state.describe());
      alive &= !(state instanceof LoopState.Dead);
    }
    return response.status(alive).build();
  }
}
