package io.millrace.inference.batch;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is done with the events of a topic.
 *
 * @param routes in order; the first that takes an event names its models
 * @param outlet where inferences go
 * @param rejections how refusals are written
 */
public record BatchPolicy(
    List<Route> routes, Outlet outlet, Explaining explaining, Rejections rejections) {

  public BatchPolicy {
    routes = List.copyOf(routes);
  }

  /**
   * What a shadow of one model does: it sees the events of that model, and its refusals are its
   * own. Events of other models or of none are nothing to it.
   */
  public BatchPolicy shadow(String model) {
    return new BatchPolicy(
        routes.stream().map(route -> route.only(model)).toList(),
        new Outlet(true, false),
        Explaining.nothing(),
        Rejections.none());
  }

  /** Whether an event for which there is no model is refused, or left to others. */
  boolean refusesUnrouted() {
    return !outlet.shadow();
  }

  /** Every model that an event may be routed to. */
  public Set<String> models() {
    return routes.stream()
        .flatMap(route -> route.models().stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** None if no route takes the event. */
  List<String> models(Subject subject, Optional<String> eventType) {
    return routes.stream()
        .filter(route -> route.takes(subject, eventType))
        .findFirst()
        .map(Route::models)
        .orElse(List.of());
  }
}
