package io.millrace.inference;

import io.millrace.inference.loop.LoopState;
import io.millrace.inference.loop.TransactionalLoop;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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
    Optional<String> death = service.deathOfReleases();
    response.withData("model-releases", death.map(error -> "dead: " + error).orElse("followed"));
    boolean alive = death.isEmpty();
    Map<String, TransactionalLoop<?>> loops = new LinkedHashMap<>(service.loops());
    loops.putAll(service.shadowLoops());
    for (Map.Entry<String, TransactionalLoop<?>> entry : loops.entrySet()) {
      LoopState state = entry.getValue().state();
      response.withData(entry.getKey(), state.describe());
      alive &= !(state instanceof LoopState.Dead);
    }
    return response.status(alive).build();
  }
}
