package io.millrace.forecast;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.streams.KafkaStreams;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the stream runs; alive until it has failed, however late the broker answers. */
final class StreamHealth {

  private StreamHealth() {}

  /** Records are taken and the stores can be read. */
  @Readiness
  @ApplicationScoped
  static class Ready implements HealthCheck {

    private final KafkaStreams streams;

    Ready(KafkaStreams streams) {
      this.streams = streams;
    }

    @Override
    public HealthCheckResponse call() {
      return answer(streams.state(), streams.state() == KafkaStreams.State.RUNNING);
    }
  }

  /** Waiting for the broker is no reason to be killed. */
  @Liveness
  @ApplicationScoped
  static class Alive implements HealthCheck {

    private final KafkaStreams streams;

    Alive(KafkaStreams streams) {
      this.streams = streams;
    }

    @Override
    public HealthCheckResponse call() {
      KafkaStreams.State state = streams.state();
      return answer(
          state,
          state != KafkaStreams.State.ERROR
              && state != KafkaStreams.State.PENDING_ERROR
              && state != KafkaStreams.State.NOT_RUNNING);
    }
  }

  private static HealthCheckResponse answer(KafkaStreams.State state, boolean up) {
    return HealthCheckResponse.named("stream").status(up).withData("state", state.name()).build();
  }
}
