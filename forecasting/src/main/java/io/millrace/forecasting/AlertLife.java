package io.millrace.forecasting;

import java.time.Duration;
import java.time.Instant;

/**
 * Where an alert stands.
 *
 * <pre>
 *   Quiet ── raise ──► Pending ── raised for the minimum ──► Firing ── clear ──► Clearing
 *     ▲                   │                                    ▲                   │  │
 *     └──── not raised ───┘                                    └──── not clear ────┘  │
 *     └────────────────────────────── clear for the minimum ─────────────────────────┘
 * </pre>
 *
 * <p>Times are event times: a replay decides as the live stream did.
 */
public sealed interface AlertLife {

  Quiet QUIET = new Quiet();

  /** What one step says of a rule. Between its two thresholds it says {@code HOLD}. */
  enum Signal {
    RAISE,
    HOLD,
    CLEAR
  }

  /** The next state, after one step at {@code at}. */
  AlertLife after(Signal signal, Instant at, Duration minimum);

  /** Whether the alert is out. */
  default boolean isFiring() {
    return false;
  }

  /** Nothing wrong. */
  record Quiet() implements AlertLife {
    @Override
    public AlertLife after(Signal signal, Instant at, Duration minimum) {
      return signal == Signal.RAISE ? new Pending(at).after(signal, at, minimum) : this;
    }
  }

  /** Raised, but not for long enough yet. */
  record Pending(Instant since) implements AlertLife {
    @Override
    public AlertLife after(Signal signal, Instant at, Duration minimum) {
      if (signal != Signal.RAISE) {
        return QUIET;
      }
      boolean longEnough = Duration.between(since, at).compareTo(minimum) >= 0;
      return longEnough ? toFiring(at) : this;
    }

    Firing toFiring(Instant at) {
      return new Firing(at, 1);
    }
  }

  /**
   * The alert is out.
   *
   * @param sequence of the last change sent under this id, from 1
   */
  record Firing(Instant startsAt, int sequence) implements AlertLife {
    @Override
    public AlertLife after(Signal signal, Instant at, Duration minimum) {
      return signal == Signal.CLEAR ? toClearing(at).after(signal, at, minimum) : this;
    }

    Clearing toClearing(Instant at) {
      return new Clearing(this, at);
    }

    @Override
    public boolean isFiring() {
      return true;
    }
  }

  /** Out still; clear, but not for long enough yet. */
  record Clearing(Firing firing, Instant since) implements AlertLife {
    @Override
    public AlertLife after(Signal signal, Instant at, Duration minimum) {
      if (signal != Signal.CLEAR) {
        return firing;
      }
      return Duration.between(since, at).compareTo(minimum) >= 0 ? QUIET : this;
    }

    @Override
    public boolean isFiring() {
      return true;
    }
  }
}
