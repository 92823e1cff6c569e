package io.millrace.benchmarks.forecast;

import java.time.Duration;

/**
 * How a service is killed.
 *
 * @param kills at least
 * @param open how many of them, at least, with a transaction open
 * @param latest of the seeded moments, after a life's first commit
 * @param deletions of the stores between two lives
 * @param series that are read in turn
 * @param perSecond readings of all series together
 */
public record KillPlan(
    int kills, int open, Duration latest, int deletions, int series, int perSecond, long seed) {

  /** Whether the stores go with the life of this number, from 1. */
  public boolean deletesAfter(int life) {
    int between = kills / (deletions + 1);
    return life % between == 0 && life / between <= deletions;
  }
}
