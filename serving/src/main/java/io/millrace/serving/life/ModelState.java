package io.millrace.serving.life;

import io.millrace.serving.ShapeTime;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Where a version of a model stands.
 *
 * <pre>
 * Loading ──► Warm ──► Serving ──► Draining ──► Closed
 *    │
 *    ▼
 * Refused
 * </pre>
 */
public sealed interface ModelState {

  /** Being fetched, read and tried. */
  record Loading() implements ModelState {

    public Warm warmed(List<ShapeTime> times) {
      return new Warm(times);
    }

    public Refused refused(String reason) {
      return new Refused(reason);
    }
  }

  /**
   * Every shape has run and all trials are passed; not in service yet.
   *
   * @param times of each shape
   */
  record Warm(List<ShapeTime> times) implements ModelState {

    public Warm {
      times = List.copyOf(times);
    }

    public Serving serving(Instant since) {
      return new Serving(times, since);
    }
  }

  /** Every new batch is scored by it. */
  record Serving(List<ShapeTime> times, Instant since) implements ModelState {

    public Serving {
      times = List.copyOf(times);
    }

    public Draining draining() {
      return new Draining();
    }
  }

  /** Another version has taken over; batches in hand are still scored by it. */
  record Draining() implements ModelState {

    public Closed closed() {
      return new Closed();
    }
  }

  /** Its native memory is free again. */
  record Closed() implements ModelState {}

  /** Never served. */
  record Refused(String reason) implements ModelState {}

  /** As the API and metrics give it. */
  default String word() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
