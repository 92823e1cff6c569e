package io.millrace.ingest.security;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;

/** Tells who the caller is behind an identity that Quarkus hands around. */
@ApplicationScoped
public class Callers {

  static final String ATTRIBUTE = "millrace.caller";

  private final Authentication authentication;

  Callers(Authentication authentication) {
    this.authentication = authentication;
  }

  /** Good for as long as the connection lives; it asks anew each time what the caller may. */
  public Caller of(SecurityIdentity identity) {
    Caller known = identity.getAttribute(ATTRIBUTE);
    return Objects.requireNonNullElseGet(known, () -> new Unchecked(!authentication.isRequired()));
  }
}
