package io.millrace.forecasting.alert;

import io.millrace.forecasting.alert.AlertLife.Firing;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rule's alert on one series or source.
 *
 * @param subject what the rule looks for, as {@link AlertRule#subject}
 * @param memory the rule's own
 */
public record AlertState(String subject, AlertLife life, RuleMemory memory) {

  /** Nothing wrong, and nothing remembered. */
  public static AlertState of(AlertRule rule) {
    return new AlertState(rule.subject(), AlertLife.QUIET, RuleMemory.NONE);
  }

  /** The state from here on, and what is to be told. */
  public record Decision(AlertState state, Optional<AlertChange> change) {}

  public boolean isOf(AlertRule rule) {
    return subject.equals(rule.subject());
  }

  /** As {@link AlertRule#watched}. */
  public String watched() {
    return subject.substring(subject.indexOf('|') + 1);
  }

  public boolean isFiring() {
    return life.firing() != null;
  }

  /** Goes on with what the rule has found. */
  public Decision after(AlertRule rule, Finding finding, Instant at) {
    AlertLife next =
        finding.signal() == AlertLife.Signal.NOTHING
            ? life
            : life.after(finding.signal(), at, finding.grade(), rule.terms().timing());
    AlertState state = new AlertState(subject, next, finding.memory());
    return new Decision(state, Optional.ofNullable(change(rule, next, finding, at)));
  }

  private @Nullable AlertChange change(
      AlertRule rule, AlertLife next, Finding finding, Instant at) {
    Firing before = life.firing();
    Firing after = next.firing();
    if (after == null) {
      return before == null ? null : ended(rule, before, finding, at);
    }
    if (before == null) {
      return told(AlertChange.Kind.BEGAN, rule, after, finding, at);
    }
    return after.sequence() > before.sequence()
        ? told(AlertChange.Kind.UPDATED, rule, after, finding, at)
        : null;
  }

  private static AlertChange ended(AlertRule rule, Firing last, Finding finding, Instant at) {
    return told(AlertChange.Kind.ENDED, rule, last.toTold(at, last.grade()), finding, at);
  }

  private static AlertChange told(
      AlertChange.Kind kind, AlertRule rule, Firing firing, Finding finding, Instant at) {
    return new AlertChange(
        kind,
        firing.sequence(),
        firing.startsAt(),
        at,
        rule.severity(firing.grade()),
        firing.flaps(),
        finding);
  }
}
