package io.millrace.forecasting.alert;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an alert stands.
 *
 * <pre>
 *   Quiet ── raise ──► Pending ── raised for the minimum ──► Firing ── clear ──► Clearing
 *     ▲                   │                                    ▲                   │  │
 *     └──── not raised ───┘                                    └──── not clear ────┘  │
 *     └──────────────────────────── clear for long enough ───────────────────────────┘
 * </pre>
 *
 * <p>Times are event times: a replay decides as the live stream did.
 */
public sealed interface AlertLife {

  /** Nothing wrong, and nothing was. */
  Quiet QUIET = new Quiet(null, 0);

  /** What one step says of a rule. */
  enum Signal {
    RAISE,
    /** It lies between the rule's two thresholds. */
    HOLD,
    CLEAR,
    /** It does not say anything; everything stays as it is. */
    NOTHING
  }

  /**
   * The next state, after one step.
   *
   * @param grade how grave it is now
   */
  AlertLife after(Signal signal, Instant at, int grade, AlertTiming timing);

  /** The alert that is out, if one is. */
  default @Nullable Firing firing() {
    return null;
  }

  /**
   * Nothing wrong.
   *
   * @param endedAt when the last alert resolved; null: there was none
   * @param flaps of that one
   */
  record Quiet(@Nullable Instant endedAt, int flaps) implements AlertLife {
    @Override
    public AlertLife after(Signal signal, Instant at, int grade, AlertTiming timing) {
      boolean rests = endedAt != null && at.isBefore(endedAt.plus(timing.notAgainFor()));
      return signal == Signal.RAISE && !rests
          ? new Pending(at, this).after(signal, at, grade, timing)
          : this;
    }

    /** Times in a row that it fired again soon, if it fires at an instant. */
    private int flapsAt(Instant at, AlertTiming timing) {
      boolean soon = endedAt != null && !at.isAfter(endedAt.plus(timing.flapWithin()));
      return soon && !timing.flapWithin().isZero() ? flaps + 1 : 0;
    }
  }

  /** Raised, but not for long enough yet. */
  record Pending(Instant since, Quiet before) implements AlertLife {
    @Override
    public AlertLife after(Signal signal, Instant at, int grade, AlertTiming timing) {
      if (signal != Signal.RAISE) {
        return before;
      }
      boolean longEnough = Duration.between(since, at).compareTo(timing.minimum()) >= 0;
      return longEnough ? toFiring(at, grade, timing) : this;
    }

    Firing toFiring(Instant at, int grade, AlertTiming timing) {
      return new Firing(at, 1, at, grade, before.flapsAt(at, timing));
    }
  }

  /**
   * The alert is out.
   *
   * @param sequence of the last change told under this id, from 1
   * @param toldAt when that was
   * @param grade the gravest that was told
   * @param flaps times in a row that it fired again soon after it had resolved
   */
  record Firing(Instant startsAt, int sequence, Instant toldAt, int grade, int flaps)
      implements AlertLife {
    @Override
    public AlertLife after(Signal signal, Instant at, int now, AlertTiming timing) {
      if (signal == Signal.CLEAR) {
        return toClearing(at).after(signal, at, now, timing);
      }
      return now > grade || isDue(at, timing) ? toTold(at, Math.max(now, grade)) : this;
    }

    private boolean isDue(Instant at, AlertTiming timing) {
      return !timing.updateEvery().isZero() && !at.isBefore(toldAt.plus(timing.updateEvery()));
    }

    Firing toTold(Instant at, int grade) {
      return new Firing(startsAt, sequence + 1, at, grade, flaps);
    }

    Clearing toClearing(Instant at) {
      return new Clearing(this, at);
    }

    @Override
    public Firing firing() {
      return this;
    }
  }

  /** Out still; clear, but not for long enough yet. */
  record Clearing(Firing firing, Instant since) implements AlertLife {
    @Override
    public AlertLife after(Signal signal, Instant at, int grade, AlertTiming timing) {
      if (signal != Signal.CLEAR) {
        return firing.after(signal, at, grade, timing);
      }
      Duration clear = Duration.between(since, at);
      return clear.compareTo(timing.clearFor(firing.flaps())) >= 0
          ? new Quiet(at, firing.flaps())
          : this;
    }
  }
}
