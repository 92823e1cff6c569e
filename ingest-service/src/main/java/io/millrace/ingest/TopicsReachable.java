package io.millrace.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ExecutionException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready only once events can reach their topics. */
@Readiness
@ApplicationScoped
class TopicsReachable implements HealthCheck {

  private final Brokers brokers;

  TopicsReachable(Brokers brokers) {
    this.brokers = brokers;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("topics").withData("brokers", brokers.servers());
    try {
      brokers.describeTopics();
      return answer.up().build();
    } catch (ExecutionException unreachable) {
      return answer.down().withData("reason", String.valueOf(unreachable.getCause())).build();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return answer.down().withData("reason", "the service is stopping").build();
    }
  }
}
