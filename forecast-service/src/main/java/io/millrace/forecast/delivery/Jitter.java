package io.millrace.forecast.delivery;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * How long to wait after so many failures in a row: anything up to a bound that doubles with each,
 * so that many who failed together do not come back together.
 *
 * @param first bound
 * @param longest bound
 * @see <a
 *     href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Exponential
 *     Backoff And Jitter</a>, “full jitter”
 */
public record Jitter(Duration first, Duration longest) {

  private static final int MOST_DOUBLINGS = 30;

  public Jitter {
    if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "pauses must be longer than zero and rise, are " + first + " and " + longest);
    }
  }

  /**
   * @param failures at least one
   */
  Duration pause(int failures, SplittableRandom random) {
    long most = longest.toMillis();
    long doubled = first.toMillis() << Math.min(MOST_DOUBLINGS, failures - 1);
    long bound = doubled > 0 ? Math.min(most, doubled) : most;
    return Duration.ofMillis(random.nextLong(bound + 1));
  }
}
