package io.millrace.inference;

import java.util.Locale;

/**
 * Where a loop stands.
 *
 * <pre>
 * Connecting ──► Running ──► Stopped
 *     ▲  │          │
 *     │  ▼          ▼
 *     └─ Retrying ◄─┘         any ──► Dead
 * </pre>
 */
sealed interface LoopState {

  /** Building clients and joining the group. */
  record Connecting() implements LoopState {

    Running connected() {
      return new Running();
    }
  }

  /** Polling and committing. */
  record Running() implements LoopState {}

  /** Waiting before it tries again; nothing is lost meanwhile. */
  record Retrying(String reason) implements LoopState {

    Connecting again() {
      return new Connecting();
    }
  }

  /** Asked to stop, and has. */
  record Stopped() implements LoopState {}

  /** Ended by an error that no retry mends, such as an exhausted heap. */
  record Dead(String reason) implements LoopState {}

  default Retrying failed(String reason) {
    return new Retrying(reason);
  }

  default Stopped stopped() {
    return new Stopped();
  }

  default Dead died(String reason) {
    return new Dead(reason);
  }

  /** For a health check or a log. */
  default String describe() {
    String name = getClass().getSimpleName().toLowerCase(Locale.ROOT);
    if (this instanceof Retrying retrying) {
      return name + ": " + retrying.reason();
    }
    return this instanceof Dead dead ? name + ": " + dead.reason() : name;
  }
}
