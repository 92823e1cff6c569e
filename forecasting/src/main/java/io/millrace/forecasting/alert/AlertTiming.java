package io.millrace.forecasting.alert;

import java.time.Duration;

/**
 * How long what a rule sees must last, and how often it is told. All of it is event time.
 *
 * @param minimum how long it must be raised before it fires
 * @param keepFiringFor how long it must be clear before it resolves
 * @param updateEvery how often a firing alert is told again at most; zero: not before it resolves
 * @param notAgainFor for so long after it resolved it does not fire
 * @param flapWithin an alert that fires again so soon after it resolved flaps; the {@value
 *     #MOST_FLAPS}rd time in a row it resolves only when it has been clear for this long
 */
public record AlertTiming(
    Duration minimum,
    Duration keepFiringFor,
    Duration updateEvery,
    Duration notAgainFor,
    Duration flapWithin) {

  static final int MOST_FLAPS = 3;

  public static final AlertTiming AT_ONCE =
      new AlertTiming(
          Duration.ZERO, Duration.ZERO, Duration.ofMinutes(5), Duration.ZERO, Duration.ZERO);

  public AlertTiming {
    notNegative("minimum", minimum);
    notNegative("keepFiringFor", keepFiringFor);
    notNegative("updateEvery", updateEvery);
    notNegative("notAgainFor", notAgainFor);
    notNegative("flapWithin", flapWithin);
  }

  private static void notNegative(String name, Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(name + ": must not be negative, is " + duration);
    }
  }

  /** At once, but so long raised before it fires and clear before it resolves. */
  public static AlertTiming of(Duration minimum) {
    return new AlertTiming(
        minimum, minimum, AT_ONCE.updateEvery, AT_ONCE.notAgainFor, AT_ONCE.flapWithin);
  }

  /**
   * @param flaps times in a row that it fired again soon
   */
  Duration clearFor(int flaps) {
    boolean held = flaps >= MOST_FLAPS && flapWithin.compareTo(keepFiringFor) > 0;
    return held ? flapWithin : keepFiringFor;
  }
}
