package io.millrace.forecast.stream;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * When passes run.
 *
 * @param linger how long a due step waits for company
 * @param budget of this thread
 * @param commit when no step waits any more, what was forecast is committed at once, but not more
 *     often than this; under load the stream commits in its own interval
 * @param lookForSilence how often series are looked for that are to be forgotten
 */
public record Pace(
    Duration linger, Supplier<PassBudget> budget, Duration commit, Duration lookForSilence) {

  /** Punctuations that find nothing old enough cost little. */
  private static final int LOOKS = 4;

  private static final Duration SHORTEST = Duration.ofMillis(10);

  /**
   * @param budget of the networks between two commits
   */
  public static Pace of(
      Duration linger, Duration budget, Duration commit, Duration lookForSilence) {
    return new Pace(linger, PassBudget.perThread(budget), commit, lookForSilence);
  }

  /** How often due steps are looked for. */
  Duration look() {
    Duration part = linger.dividedBy(LOOKS);
    return part.compareTo(SHORTEST) < 0 ? SHORTEST : part;
  }
}
