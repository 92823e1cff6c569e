package io.millrace.ingest.security;

import io.millrace.ingest.EventKind;

/** What a path asks of its callers. */
sealed interface Demand {

  boolean isMetBy(Caller caller);

  /** What someone lacks who does not meet it, as a scope (RFC 6750, 3). */
  String scope();

  /** Nothing at all. */
  record Nothing() implements Demand {

    @Override
    public boolean isMetBy(Caller caller) {
      return true;
    }

    @Override
    public String scope() {
      return "";
    }
  }

  /** A role; an admin may also what {@code metrics} may. */
  record Being(Role role) implements Demand {

    @Override
    public boolean isMetBy(Caller caller) {
      return caller.is(role) || (role == Role.METRICS && caller.is(Role.ADMIN));
    }

    @Override
    public String scope() {
      return role.label();
    }
  }

  /** A scope for a kind of events, whatever their keys: those are looked at one by one. */
  record Writing(EventKind kind) implements Demand {

    @Override
    public boolean isMetBy(Caller caller) {
      return caller.mayWrite(kind);
    }

    @Override
    public String scope() {
      return kind.label() + ":<keys>";
    }
  }
}
