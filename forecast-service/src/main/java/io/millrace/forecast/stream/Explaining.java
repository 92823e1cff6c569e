package io.millrace.forecast.stream;

import io.millrace.events.Alert;
import io.millrace.events.Event;
import io.millrace.forecasting.alert.BreachAhead;
import io.millrace.forecasting.alert.Driver;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Adds to a breach that was forecast which variates drive it. That is a courtesy under a budget of
 * time: an alert never waits for it, and goes without when the budget is spent.
 */
final class Explaining {

  private static final Logger LOG = Logger.getLogger(Explaining.class);

  private final Occlusion occlusion;
  private final StageClock clock;
  private long earned; // nanoseconds of networks that forecast
  private long spent; // nanoseconds of networks that explained
  private long longest; // of them, the longest time, which the next may take

  Explaining(Occlusion occlusion, StageClock clock) {
    this.occlusion = occlusion;
    this.clock = clock;
  }

  /**
   * @param nanos that a pass took
   */
  void earn(long nanos) {
    earned += nanos;
  }

  /** The event, or the alert with its drivers. */
  Event explained(ClosedStep step, Event event) {
    if (!(event instanceof Alert alert)
        || alert.sequence() > 1
        || spent + longest > occlusion.share() * earned) {
      return event;
    }
    return rule(step, alert).map(rule -> explained(step, alert, rule)).orElse(alert);
  }

  private static Optional<BreachAhead> rule(ClosedStep step, Alert alert) {
    return step.job().rules().stream()
        .filter(rule -> rule.name().equals(alert.rule()))
        .filter(BreachAhead.class::isInstance)
        .map(BreachAhead.class::cast)
        .findFirst();
  }

  private Alert explained(ClosedStep step, Alert alert, BreachAhead rule) {
    long start = clock.now();
    List<Driver> drivers;
    try {
      drivers =
          occlusion
              .of(step, text(alert, "model"), text(alert, "version"))
              .map(it -> rule.drivers(it.full(), it.hidden(), step.window().grid().step()))
              .orElse(List.of());
    } catch (RuntimeException refused) {
      LOG.warnf("%s has no drivers: %s", alert.id(), refused.getMessage());
      return alert;
    } finally {
      long took = clock.took(StreamListener.Stage.EXPLAIN, start, 1) - start;
      spent += took;
      longest = Math.max(longest, took);
    }
    return drivers.isEmpty() ? alert : with(alert, drivers);
  }

  private static String text(Alert alert, String name) {
    return String.valueOf(alert.evidence().get(name));
  }

  private static Alert with(Alert alert, List<Driver> drivers) {
    List<Map<String, Object>> told = new ArrayList<>();
    drivers.forEach(
        driver -> told.add(Map.of("variate", driver.variate(), "effect", driver.effect())));
    Map<String, Object> evidence = new LinkedHashMap<>(alert.evidence());
    evidence.put("drivers", told);
    return alert.withEvidence(evidence);
  }
}
