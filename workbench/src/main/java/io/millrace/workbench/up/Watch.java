package io.millrace.workbench.up;

import io.millrace.workbench.Screen;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.admin.Admin;

/** Counts and shows a run that is ready, until its time is over or someone stops it. */
final class Watch {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final UpSettings settings;
  private final Screen screen;
  private final Stop stop;
  private final Children children;
  private final Tally tally;
  private final ResidentMemory memory = new ResidentMemory();
  private final Instant ready = Instant.now();

  Watch(UpSettings settings, Screen screen, Stop stop, Children children, Tally tally) {
    this.settings = settings;
    this.screen = screen;
    this.stop = stop;
    this.children = children;
    this.tally = tally;
  }

  /**
   * Returns what happened.
   *
   * @throws UpException if a process died
   */
  Summary over(Admin admin) throws InterruptedException {
    announce();
    tally.reset();
    ConsumerLag lag = new ConsumerLag(admin);
    Instant next = ready.plus(SECOND);
    while (!stop.within(Duration.between(Instant.now(), next)) && !timeIsOver()) {
      children.requireAlive();
      memory.sample(children.handles());
      StatusLine line = new StatusLine(elapsed(), tally.counts(), lag.total());
      screen.status(line.toString(), line.shorter());
      next = next.plus(SECOND);
    }
    return new Summary(elapsed(), tally, settings.sources(), memory.peak());
  }

  private boolean timeIsOver() {
    Duration length = settings.length();
    return length != null && elapsed().compareTo(length) >= 0;
  }

  private Duration elapsed() {
    return Duration.between(ready, Instant.now());
  }

  private void announce() {
    Ports ports = settings.ports();
    screen.say("Millrace is running. Ctrl-C stops it.");
    screen.say("  console    " + Loopback.http(ports.console()));
    screen.say("  ingest     " + Loopback.http(ports.ingest()));
    screen.say("  inference  " + Loopback.http(ports.inference()));
    screen.say("  forecast   " + Loopback.http(ports.forecast()));
    screen.say("  Kafka      " + ports.bootstrapServers());
    screen.say("  logs       " + settings.layout().logs());
    screen.say("Counts are live ones; (+n) stems from the recording.");
  }
}
