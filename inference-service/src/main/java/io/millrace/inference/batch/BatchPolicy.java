package io.millrace.inference.batch;

import java.util.List;
import java.util.Optional;

/**
 * What is done with the events of a topic.
 *
 * @param routes in order; the first that takes an event names its models
 * @param outlet where inferences go
 * @param rejections how refusals are written
 */
public record BatchPolicy(
    List<Route> routes, Outlet outlet, Explaining explaining, RejectionWriter rejections) {

  public BatchPolicy {
    routes = List.copyOf(routes);
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
