package io.millrace.ingest.security;

import io.millrace.ingest.EventKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What each path asks for. A path that no rule knows is for admins only: what is forgotten here is
 * closed, and a test names it.
 */
final class AccessRules {

  private static final Demand OPEN = new Demand.Nothing();

  private static final String UP = "/../";

  private static final List<Rule> RULES =
      Stream.concat(
              Arrays.stream(EventKind.values())
                  .map(kind -> new Rule("/events/" + kind.label(), new Demand.Writing(kind))),
              Stream.of(
                  // Any other kind is none: whoever may post hears so.
                  new Rule("/events/*", new Demand.Being(Role.INGEST)),
                  new Rule("/stream", new Demand.Being(Role.INGEST)),
                  new Rule("/rejected/*", new Demand.Being(Role.ADMIN)),
                  new Rule("/q/metrics/*", new Demand.Being(Role.METRICS)),
                  // Probes have no keys, and hear nothing but names and states.
                  new Rule("/q/health/*", OPEN),
                  // Only while developing.
                  new Rule("/q/health-ui/*", new Demand.Being(Role.ADMIN)),
                  // The contract is no secret, and a browser cannot send a key for a page.
                  new Rule("/schemas/*", OPEN),
                  new Rule("/q/openapi/*", OPEN),
                  new Rule("/q/openapi.json", OPEN),
                  new Rule("/q/openapi.yaml", OPEN),
                  new Rule("/q/openapi.yml", OPEN),
                  new Rule("/q/swagger-ui/*", OPEN)))
          .toList();

  private AccessRules() {}

  /**
   * One rule.
   *
   * @param path itself, or with {@code /*} at its end also what is below it
   */
  private record Rule(String path, Demand demand) {

    boolean covers(String asked) {
      if (!path.endsWith("/*")) {
        return asked.equals(path);
      }
      String above = path.substring(0, path.length() - 2);
      return asked.equals(above) || asked.startsWith(above + "/");
    }
  }

  /** Of the first rule that covers the path, if one does. */
  static Optional<Demand> of(String path) {
    String plain = plain(path);
    return RULES.stream()
        .filter(rule -> rule.covers(plain) && !(plain + "/").contains(UP))
        .findFirst()
        .map(Rule::demand);
  }

  /**
   * As resources are found: without matrix parameters, doubled slashes and one at the end. Nobody
   * may reach {@code /events/text} by a spelling that the rules take for something else.
   */
  private static String plain(String path) {
    return Arrays.stream(path.split("/"))
        .map(segment -> segment.split(";", 2)[0])
        .filter(segment -> !segment.isEmpty())
        .collect(Collectors.joining("/", "/", ""));
  }

  /** What a path asks for, known or not. */
  static Demand demand(String path) {
    return of(path).orElseGet(() -> new Demand.Being(Role.ADMIN));
  }
}
