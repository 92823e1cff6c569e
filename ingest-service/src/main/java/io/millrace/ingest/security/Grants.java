package io.millrace.ingest.security;

import io.millrace.ingest.EventKind;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** All that a key or token allows. */
record Grants(List<Scope> scopes) {

  /** Before the scopes of a token that are ours. */
  static final String TOKEN_PREFIX = "millrace:";

  Grants {
    scopes = List.copyOf(scopes);
  }

  /**
   * Those of a key.
   *
   * @throws IllegalArgumentException naming the first scope that is none
   */
  static Grants parse(Collection<String> scopes) {
    return new Grants(scopes.stream().map(Scope::parse).toList());
  }

  /**
   * Those of a token; whatever else its provider put there grants nothing.
   *
   * @param scope as in RFC 6749, 3.3: separated by blanks
   */
  static Grants ofToken(String scope) {
    return new Grants(
        Arrays.stream(scope.split(" "))
            .filter(each -> each.startsWith(TOKEN_PREFIX))
            .flatMap(each -> known(each.substring(TOKEN_PREFIX.length())).stream())
            .toList());
  }

  private static Optional<Scope> known(String scope) {
    try {
      return Optional.of(Scope.parse(scope));
    } catch (IllegalArgumentException ofAnotherVersion) {
      return Optional.empty();
    }
  }

  boolean mayWrite(EventKind kind) {
    return writes(kind).findAny().isPresent();
  }

  boolean mayWrite(EventKind kind, String key) {
    return writes(kind).anyMatch(write -> write.keys().matches(key));
  }

  Set<Role> roles() {
    EnumSet<Role> roles = EnumSet.noneOf(Role.class);
    scopes.forEach(scope -> roles.add(scope.role()));
    return roles;
  }

  private Stream<Scope.Write> writes(EventKind kind) {
    return scopes.stream()
        .filter(Scope.Write.class::isInstance)
        .map(Scope.Write.class::cast)
        .filter(write -> write.kind() == kind);
  }
}
