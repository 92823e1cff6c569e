package io.millrace.inference.loop;

import java.util.Locale;
import java.util.Optional;

/**
 * Where a loop stands.
 *
 * <pre>
 * Connecting ──► Running ◄──► Paused
 *     ▲  │          │           │
 *     │  ▼          ▼           ▼
 *     └─ Retrying ◄─┴───────────┘      any ──► Stopped, Dead
 * </pre>
 */
public sealed interface LoopState {

  /** Building clients and joining the group. */
  record Connecting() implements LoopState {

    Running connected() {
      return new Running();
    }

    Paused paused(String reason) {
      return new Paused(reason);
    }
  }

  /** Polling and committing. */
  record Running() implements LoopState {}

  /** A member of its group that polls nothing, until what stands in the way is gone. */
  record Paused(String reason) implements LoopState {}

  /** Waiting before it tries again; nothing is lost meanwhile. */
  record Retrying(String reason) implements LoopState {}

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
    return reason().map(reason -> name + ": " + reason).orElse(name);
  }

  private Optional<String> reason() {
    if (this instanceof Retrying retrying) {
      return Optional.of(retrying.reason());
    }
    if (this instanceof Paused paused) {
      return Optional.of(paused.reason());
    }
    return this instanceof Dead dead ? Optional.of(dead.reason()) : Optional.empty();
  }
}
