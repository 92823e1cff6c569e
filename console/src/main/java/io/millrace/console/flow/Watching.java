package io.millrace.console.flow;

import io.millrace.console.recent.RecentEvents;
import io.millrace.console.services.Answer;
import io.millrace.console.services.Service;
import io.millrace.console.services.Services;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks the services how they are while somebody looks; all who look share one answer. */
@ApplicationScoped
public class Watching {

  static final Duration PACE = Duration.ofSeconds(2);

  /** Rates are means over so many paces. */
  private static final int WINDOW = 5;

  private final Services services;
  private final RecentEvents events;
  private final Clock clock = Clock.systemUTC();
  private final Deque<Counts> counts = new ArrayDeque<>(); // guarded by this, as the next
  private @Nullable Overview last;

  Watching(Services services, RecentEvents events) {
    this.services = services;
    this.events = events;
  }

  /** Of this pace; the first of it asks. */
  public synchronized Overview overview() {
    Overview known = last;
    Instant now = clock.instant();
    if (known != null && Duration.between(known.at(), now).compareTo(PACE.dividedBy(2)) < 0) {
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
