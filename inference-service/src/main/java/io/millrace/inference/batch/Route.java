package io.millrace.inference.batch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which models score an event: those of the first route that takes it. What a route leaves open,
 * any event satisfies. In patterns {@code *} stands for any characters.
 *
 * @param source pattern of the event's source or sensor
 * @param type pattern of its CloudEvents type, the header {@code ce_type}
 * @param attributes patterns by name; the language of a text is its attribute {@code language}
 * @param models each once, whoever named it twice; {@link #EVERY} = every one that serves and can
 *     take the event; none = the events are left out
 */
public record Route(
    Optional<Pattern> source,
    Optional<Pattern> type,
    Map<String, Pattern> attributes,
    List<String> models) {

  /** In place of a name: every model that there is, a release may bring more. */
  public static final String EVERY = "*";

  public Route {
    attributes = Map.copyOf(attributes);
    models = models.stream().distinct().toList();
  }

  /** Takes every event. */
  public static Route all(String model) {
    return new Route(Optional.empty(), Optional.empty(), Map.of(), List.of(model));
  }

  /** The same events, for one model or none. */
  Route only(String model) {
    return new Route(source, type, attributes, names(model) ? List.of(model) : List.of());
  }

  private boolean names(String model) {
    return models.contains(model) || models.contains(EVERY);
  }

  public static Pattern pattern(String withStars) {
    String[] parts = withStars.split("\\*", -1);
    StringBuilder expression = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      expression.append(i == 0 ? "" : ".*").append(Pattern.quote(parts[i]));
    }
    return Pattern.compile(expression.toString(), Pattern.DOTALL);
  }

  boolean takes(Subject subject, Optional<String> eventType) {
    return matches(source, Optional.of(subject.source()))
        && matches(type, eventType)
        && attributes.entrySet().stream()
            .allMatch(
                entry ->
                    matches(
                        Optional.of(entry.getValue()),
                        Optional.ofNullable(subject.attributes().get(entry.getKey()))));
  }

  private static boolean matches(Optional<Pattern> pattern, Optional<String> value) {
    return pattern.isEmpty()
        || value.filter(found -> pattern.get().matcher(found).matches()).isPresent();
  }
}
