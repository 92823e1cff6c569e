package io.millrace.ingest.security;

import io.millrace.ingest.EventKind;
import java.util.Arrays;
import java.util.stream.Collectors;

/** One thing that a key or token allows. */
sealed interface Scope {

  /** What its holder is. */
  Role role();

  /** Writing events of a kind under keys of a pattern. */
  record Write(EventKind kind, KeyPattern keys) implements Scope {

    @Override
    public Role role() {
      return Role.INGEST;
    }
  }

  /** Being {@code metrics} or {@code admin}. */
  record Being(Role role) implements Scope {}

  /**
   * Reads {@code text:plant-*}, {@code sensor:*}, {@code series:boiler-1}, {@code metrics} or
   * {@code admin}.
   *
   * @throws IllegalArgumentException naming the text, if it is none of these
   */
  static Scope parse(String text) {
    for (Role role : new Role[] {Role.METRICS, Role.ADMIN}) {
      if (text.equals(role.label())) {
        return new Being(role);
      }
    }
    for (EventKind kind : EventKind.values()) {
      if (text.startsWith(kind.label() + ":")) {
        return new Write(kind, KeyPattern.of(text.substring(kind.label().length() + 1)));
      }
    }
    throw new IllegalArgumentException("scopes must be of " + known() + ", '" + text + "' is not");
  }

  private static String known() {
    return Arrays.stream(EventKind.values())
        .map(kind -> kind.label() + ":<keys>")
        .collect(Collectors.joining(", ", "", ", metrics, admin"));
  }
}
