package io.millrace.console.flow;

import io.millrace.console.recent.RecentEvents;
import io.millrace.console.services.Answer;
import io.millrace.console.services.Service;
import io.millrace.console.services.Services;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks the services how they are while somebody looks; all who look share one answer. They are
 * asked now and then besides, so that who comes to look sees rates at once.
 */
@ApplicationScoped
public class Watching {

  private static final Logger LOG = Logger.getLogger(Watching.class);

  static final Duration PACE = Duration.ofSeconds(2);

  /** Rates are means over so many paces. */
  private static final int WINDOW = 5;

  /** While nobody looks; two of them are remembered. */
  private static final Duration SLOW_PACE = PACE.multipliedBy(WINDOW).minusSeconds(1);

  private final ScheduledExecutorService slowly =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "console-watching");
            thread.setDaemon(true);
            return thread;
          });

  private final Services services;
  private final RecentEvents events;
  private final Clock clock = Clock.systemUTC();
  private final Deque<Counts> counts = new ArrayDeque<>(); // guarded by this, as the next
  private @Nullable Overview last;

  Watching(Services services, RecentEvents events) {
    this.services = services;
    this.events = events;
  }

  void start(@Observes StartupEvent started) {
    var unused =
        slowly.scheduleWithFixedDelay(
            this::askedSlowly, 0, SLOW_PACE.toSeconds(), TimeUnit.SECONDS);
  }

  private void askedSlowly() {
    try {
      notOlderThan(SLOW_PACE);
    } catch (RuntimeException e) {
      LOG.warn("How the services are is not known: " + e); // the next time, perhaps
    }
  }

  void stop(@Observes ShutdownEvent stopping) {
    slowly.shutdownNow();
  }

  /** Of this pace; the first of it asks. */
  public Overview overview() {
    return notOlderThan(PACE.dividedBy(2));
  }

  private synchronized Overview notOlderThan(Duration age) {
    Overview known = last;
    Instant now = clock.instant();
    if (known != null && Duration.between(known.at(), now).compareTo(age) < 0) {
      return known;
    }
    Overview fresh = ask(now);
    last = fresh;
    return fresh;
  }

  private Overview ask(Instant now) {
    List<ServiceState> states = new ArrayList<>();
    Map<Service, Metrics> metrics = new EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      Answer readiness = services.get(service, "/q/health/ready");
      states.add(ServiceState.of(service, services.address(service), readiness));
      if (!readiness.isGone()) {
        Answer told = services.get(service, "/q/metrics");
        metrics.put(service, told.isGiven() ? Metrics.parse(told.text()) : Metrics.NONE);
      }
    }
    Counts present = Counts.of(now, metrics);
    forgetBefore(now.minus(PACE.multipliedBy(2L * WINDOW)));
    Counts earlier = counts.isEmpty() ? present : counts.getFirst();
    remember(present);
    return new Overview(
        now,
        states,
        events.problem(),
        present.ratesSince(earlier),
        present.totals(),
        present.waiting());
  }

  private void remember(Counts present) {
    counts.addLast(present);
    if (counts.size() > WINDOW) {
      counts.removeFirst();
    }
  }

  /** Nobody looked meanwhile, and a mean over so long would be of another time. */
  private void forgetBefore(Instant border) {
    counts.removeIf(each -> each.at().isBefore(border));
  }
}
