package io.millrace.forecasting;

import io.millrace.forecasting.AlertLife.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides, step by step, whether something is wrong with a series. */
public sealed interface AlertRule permits BreachAhead, Unexpected {

  String name();

  String severity();

  /** The variate it watches. */
  String variate();

  /** How long it must be raised before it fires, and clear before it resolves; event time. */
  Duration minimum();

  /** What this rule makes of the step; empty when the step says nothing to it. */
  Optional<Finding> find(long recent, AlertEvidence evidence);

  /**
   * @param recent the rule's memory from here on
   */
  record Finding(
      Signal signal,
      long recent,
      @Nullable Duration leadTime,
      @Nullable Double probability,
      Map<String, Object> evidence) {}

  /** The state from here on, and the change to tell if there is one. */
  record Decision(AlertState state, Optional<AlertChange> change) {}

  /** One step further. */
  default Decision decide(AlertState state, AlertEvidence evidence) {
    Instant at = evidence.actuals().at();
    return find(state.recent(), evidence)
        .map(finding -> decide(state.life(), finding, at))
        .orElseGet(() -> new Decision(state, Optional.empty()));
  }

  private Decision decide(AlertLife before, Finding finding, Instant at) {
    AlertLife after = before.after(finding.signal(), at, minimum());
    Optional<AlertChange> change = Optional.empty();
    if (!before.isFiring() && after instanceof AlertLife.Firing firing) {
      change = Optional.of(change(finding, firing, null));
    } else if (before.isFiring() && !after.isFiring()) {
      change = Optional.of(change(finding, firingOf(before), at));
    }
    return new Decision(new AlertState(after, finding.recent()), change);
  }

  private static AlertChange change(
      Finding finding, AlertLife.Firing firing, @Nullable Instant endsAt) {
    boolean begins = endsAt == null;
    return new AlertChange(
        begins,
        begins ? firing.sequence() : firing.sequence() + 1,
        firing.startsAt(),
        endsAt,
        begins ? finding.leadTime() : null,
        finding.probability(),
        finding.evidence());
  }

  private static AlertLife.Firing firingOf(AlertLife life) {
    return life instanceof AlertLife.Clearing clearing
        ? clearing.firing()
        : (AlertLife.Firing) life;
  }
}
