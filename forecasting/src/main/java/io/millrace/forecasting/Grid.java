package io.millrace.forecasting;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The event-time grid of a series: step number {@code n} lies at {@code phase + n × step} since the
 * epoch. Steps are of equal length; calendar months are not.
 *
 * @param stepMillis length of a step in milliseconds, at least 1
 * @param phaseMillis 0 ≤ phase &lt; step
 */
public record Grid(long stepMillis, long phaseMillis) {

  /** A detected step this near to one of a clock's own is meant to be it (timers drift). */
  private static final double NEAR = 0.05;

  /** Times all over a step have no phase; those of a timer that jitters by a third of it have. */
  private static final double AGREED = 0.4;

  private static final List<Duration> CLOCK_STEPS =
      List.of(
          Duration.ofMillis(1),
          Duration.ofMillis(2),
          Duration.ofMillis(5),
          Duration.ofMillis(10),
          Duration.ofMillis(20),
          Duration.ofMillis(50),
          Duration.ofMillis(100),
          Duration.ofMillis(200),
          Duration.ofMillis(250),
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(15),
          Duration.ofSeconds(20),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(2),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofMinutes(15),
          Duration.ofMinutes(20),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(3),
          Duration.ofHours(4),
          Duration.ofHours(6),
          Duration.ofHours(8),
          Duration.ofHours(12),
          Duration.ofDays(1),
          Duration.ofDays(7));

  public Grid {
    if (stepMillis < 1 || phaseMillis < 0 || phaseMillis >= stepMillis) {
      throw new IllegalArgumentException(
          "grid: step " + stepMillis + " ms and phase " + phaseMillis + " ms make no grid");
    }
  }

  /**
   * The grid that the first readings of a series lie on.
   *
   * @param times rising; at least two if no step is stated
   * @param step the step if a job states it, else the even spacing nearest to the times
   */
  static Grid detect(long[] times, @Nullable Duration step) {
    return step == null ? spaced(times, spacing(times)) : on(times, step.toMillis());
  }

  /** The grid of readings that come evenly, so many milliseconds apart. */
  static Grid spaced(long[] times, double spacing) {
    return on(times, clockStep(Math.max(1, Math.round(spacing))));
  }

  private static Grid on(long[] times, long step) {
    return new Grid(step, phase(times, step));
  }

  /** The median distance says how many steps lie between two times, then jitter averages out. */
  private static double spacing(long[] times) {
    long median = medianDistance(times);
    long steps = 0;
    for (int i = 1; i < times.length; i++) {
      steps += Math.round((double) (times[i] - times[i - 1]) / median);
    }
    return steps == 0 ? median : (double) (times[times.length - 1] - times[0]) / steps;
  }

  /** Whether the step is one that people choose. */
  boolean ofAClock() {
    return CLOCK_STEPS.contains(step());
  }

  /** The number of the step nearest to a time. */
  public long slot(Instant at) {
    return slot(at.toEpochMilli());
  }

  long slot(long millis) {
    return Math.floorDiv(millis - phaseMillis + stepMillis / 2, stepMillis);
  }

  public Instant at(long slot) {
    return Instant.ofEpochMilli(millis(slot));
  }

  long millis(long slot) {
    return slot * stepMillis + phaseMillis;
  }

  public Duration step() {
    return Duration.ofMillis(stepMillis);
  }

  private static long medianDistance(long[] times) {
    long[] distances = new long[times.length - 1];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = times[i + 1] - times[i];
    }
    Arrays.sort(distances);
    return Math.max(1, distances[distances.length / 2]);
  }

  private static long clockStep(long distance) {
    return CLOCK_STEPS.stream()
        .mapToLong(Duration::toMillis)
        .filter(step -> Math.abs(distance - step) <= step * NEAR)
        .findFirst()
        .orElse(distance);
  }

  /** The circular mean of the times within a step; 0 if near a whole step or if there is none. */
  private static long phase(long[] times, long step) {
    double sine = 0;
    double cosine = 0;
    for (long time : times) {
      double angle = 2 * Math.PI * Math.floorMod(time, step) / step;
      sine += Math.sin(angle);
      cosine += Math.cos(angle);
    }
    double turn = Math.atan2(sine, cosine) / (2 * Math.PI); // -0.5 .. 0.5 of a step
    boolean agreed = Math.hypot(sine, cosine) >= AGREED * times.length;
    return !agreed || Math.abs(turn) < 0.25 ? 0 : Math.floorMod(Math.round(turn * step), step);
  }
}
