package io.millrace.inference;

import io.millrace.inference.batch.BatchPolicy;
import io.millrace.inference.batch.Explaining;
import io.millrace.inference.batch.Outlet;
import io.millrace.inference.batch.RejectionWriter;
import io.millrace.inference.batch.Route;
import io.millrace.inference.models.ModelChoice;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.OverLong;
import io.millrace.serving.ServingOptions;
import io.millrace.serving.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the settings say of a stream, in the terms of those who do it.
 *
 * @param key of the stream: {@code millrace.text} or {@code millrace.sensor}
 */
record Policies(InferenceSettings settings, String key, InferenceSettings.Stream stream) {

  /**
   * @param found the bundles of the directories
   * @throws IllegalArgumentException naming the configuration key that is wrong
   */
  BatchPolicy batches(List<Task> tasks, List<ModelBundle> found) {
    List<Route> routes = new ArrayList<>();
    for (int i = 0; i < stream.routes().size(); i++) {
      routes.add(route(key + ".routes[" + i + "]", stream.routes().get(i)));
    }
    chosen(tasks, found).map(Route::all).ifPresent(routes::add);
    return new BatchPolicy(
        routes,
        new Outlet(false, stream.embeddings()),
        new Explaining(
            Set.copyOf(stream.explanations().labels().orElse(List.of())),
            stream.explanations().budget()),
        new RejectionWriter(settings.rejections().maximumBytes()));
  }

  /** With routes and no model configured, what no route takes has none. */
  private Optional<String> chosen(List<Task> tasks, List<ModelBundle> found) {
    return stream.routes().isEmpty()
        ? new ModelChoice(tasks, key + ".model", stream.model())
            .name(found, settings.models().directories().orElse(List.of()))
        : stream.model();
  }

  private static Route route(String key, InferenceSettings.Route route) {
    if (route.models().isEmpty()) {
      throw new IllegalArgumentException(key + ".models: must name at least one model");
    }
    Map<String, Pattern> attributes = new HashMap<>();
    route.attributes().forEach((name, value) -> attributes.put(name, Route.pattern(value)));
    route.language().ifPresent(value -> attributes.put("language", Route.pattern(value)));
    return new Route(
        route.source().map(Route::pattern),
        route.type().map(Route::pattern),
        attributes,
        route.models());
  }

  int channels() {
    if (stream.channels() < 1) {
      throw new IllegalArgumentException(
          key + ".channels: must be at least 1, is " + stream.channels());
    }
    return stream.channels();
  }

  ServingOptions serving() {
    return new ServingOptions(
        stream.tokenBudget(),
        OverLong.valueOf(stream.overLong().name()),
        settings.models().answerCache().asLongValue(),
        stream.embeddings());
  }
}
