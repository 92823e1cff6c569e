package io.millrace.forecast;

import io.millrace.releases.topics.TopicFollower;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Follows the jobs from start to stop; ready once they were read. */
@Readiness
@ApplicationScoped
class JobThread implements HealthCheck {

  private final TopicFollower follower;

  JobThread(TopicFollower follower) {
    this.follower = follower;
  }

  void start(@Observes StartupEvent started) {
    Thread thread = new Thread(follower, "job-follower");
    thread.setDaemon(true);
    thread.start();
  }

  void stop(@Observes ShutdownEvent stopping) {
    follower.stop();
  }

  @Override
  public HealthCheckResponse call() {
    boolean read = follower.progress().isCaughtUp();
    return HealthCheckResponse.named("jobs")
        .status(read && follower.death().isEmpty())
        .withData("state", follower.death().orElse(read ? "followed" : "not read yet"))
        .build();
  }
}
