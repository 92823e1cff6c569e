package io.millrace.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.annotation.Nullable;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * One step in an alert's life.
 *
 * @param id the same from firing to resolved
 * @param key what the rule watches, such as {@code host/cpu}
 * @param sequence rises with every event of this id
 * @param endsAt when it resolved; null while it fires
 * @param updatedAt when this was told of an alert that fires on; null otherwise
 * @param leadTime how far ahead the limit is expected to be crossed
 * @param probability of the crossing within the lead time, 0 to 1
 * @param labels what routes it; {@code origin=recorded} if it follows from recorded points
 */
public record Alert(
    String id,
    String rule,
    String key,
    State state,
    int sequence,
    String severity,
    Instant startsAt,
    @Nullable Instant endsAt,
    @Nullable Instant updatedAt,
    @Nullable Duration leadTime,
    @Nullable Double probability,
    Map<String, String> labels,
    Map<String, String> annotations,
    Map<String, Object> evidence)
    implements Event {

  public enum State {
    @JsonProperty("firing")
    FIRING,
    @JsonProperty("resolved")
    RESOLVED
  }

  public Alert {
    Check.name("id", id);
    Check.name("rule", rule);
    Check.name("key", key);
    Check.present("state", state);
    Check.atLeast("sequence", sequence, 0);
    Check.name("severity", severity);
    Check.instant("startsAt", startsAt);
    requireEnd(state, startsAt, endsAt);
    if (updatedAt != null && (state == State.RESOLVED || updatedAt.isBefore(startsAt))) {
      throw new InvalidEventException(
          "updatedAt", "must be absent of a resolved alert, and not before startsAt " + startsAt);
    }
    if (leadTime != null && leadTime.isNegative()) {
      throw new InvalidEventException("leadTime", "must not be negative, is " + leadTime);
    }
    Check.shareIfPresent("probability", probability);
    labels = Check.attributes("labels", labels);
    annotations = Check.attributes("annotations", annotations);
    evidence = Evidence.copy("evidence", evidence);
  }

  private static void requireEnd(State state, Instant startsAt, @Nullable Instant endsAt) {
    if (state == State.FIRING && endsAt != null) {
      throw new InvalidEventException("endsAt", "must be absent while the alert fires");
    }
    if (state == State.RESOLVED && Check.instant("endsAt", endsAt).isBefore(startsAt)) {
      throw new InvalidEventException("endsAt", "must not be before startsAt " + startsAt);
    }
  }

  /** The same, with other evidence. */
  public Alert withEvidence(Map<String, Object> other) {
    return new Alert(
        id,
        rule,
        key,
        state,
        sequence,
        severity,
        startsAt,
        endsAt,
        updatedAt,
        leadTime,
        probability,
        labels,
        annotations,
        other);
  }

  /** Event time of what is told. */
  @JsonIgnore
  public Instant at() {
    if (endsAt != null) {
      return endsAt;
    }
    return updatedAt == null ? startsAt : updatedAt;
  }

  @Override
  public Envelope envelope() {
    return new Envelope(
        Topics.ALERTS,
        Envelope.identity(rule, key),
        Envelope.identity(id, sequence),
        "alert",
        Envelope.FORECAST,
        at(),
        Origin.isRecorded(labels));
  }
}
