package io.millrace.workbench.up;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All processes of a run: the broker first, then the services that need it. */
final class Children {

  /** A service may finish its batch for 30 s when it is asked to stop. */
  private static final Duration SERVICE_PATIENCE = Duration.ofSeconds(35);

  /** Kafka flushes its logs. */
  private static final Duration BROKER_PATIENCE = Duration.ofSeconds(15);

  private static final int LOG_LINES = 8;

  private final List<Child> brokers = new ArrayList<>();
  private final List<Child> services = new ArrayList<>();
  private final PidFile pids;
  private final Duration servicePatience;
  private final Duration brokerPatience;

  Children(PidFile pids) {
    this(pids, SERVICE_PATIENCE, BROKER_PATIENCE);
  }

  /**
   * @param servicePatience for which services may end
   * @param brokerPatience for which the broker may, after them
   */
  Children(PidFile pids, Duration servicePatience, Duration brokerPatience) {
    this.pids = pids;
    this.servicePatience = servicePatience;
    this.brokerPatience = brokerPatience;
  }

  void startBroker(ChildPlan plan) {
    start(plan, brokers);
  }

  void startService(ChildPlan plan) {
    start(plan, services);
  }

  /**
   * @throws UpException if one has died, with the last lines of its log
   */
  void requireAlive() {
    Optional<Child> dead = all().filter(child -> !child.alive()).findFirst();
    if (dead.isPresent()) {
      throw new UpException(dead.get().epitaph(LOG_LINES));
    }
  }

  Stream<ProcessHandle> handles() {
    return all().map(Child::handle);
  }

  /** Services together, then the broker: what they still write is taken. */
  void stop() throws InterruptedException {
    stopTogether(services, servicePatience);
    stopTogether(brokers, brokerPatience);
    pids.delete();
  }

  private void start(ChildPlan plan, List<Child> among) {
    Child child = Child.start(plan);
    among.add(child);
    pids.add(child.name(), child.handle());
  }

  private Stream<Child> all() {
    return Stream.concat(brokers.stream(), services.stream());
  }

  private static void stopTogether(List<Child> children, Duration patience)
      throws InterruptedException {
    children.forEach(Child::askToStop);
    Instant bound = Instant.now().plus(patience);
    for (Child child : children) {
      child.awaitEnd(Duration.between(Instant.now(), bound));
    }
  }
}
