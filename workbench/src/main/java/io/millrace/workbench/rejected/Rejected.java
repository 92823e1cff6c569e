package io.millrace.workbench.rejected;

import io.millrace.events.Rejection;
import java.time.Instant;
import java.util.Optional;

/**
 * A rejection and where it is.
 *
 * @param at when it was filed
 */
record Rejected(Place place, Instant at, Rejection rejection) {

  /** Such as {@code text-events 3@42}; only its topic if it never was on one. */
  String origin() {
    return rejection.offset() < 0
        ? rejection.topic()
        : rejection.topic() + " " + rejection.partition() + "@" + rejection.offset();
  }

  /** Such as {@code log-triage 1}; empty if no model was to read it. */
  Optional<String> model() {
    return Optional.ofNullable(rejection.model())
        .map(name -> rejection.version() == null ? name : name + " " + rejection.version());
  }
}
