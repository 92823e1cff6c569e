package io.millrace.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** The lives of a service that is killed until enough of them have ended. */
public final class Lives {

  /** A machine on which so few kills find a transaction open shows nothing. */
  private static final int KILLS_FACTOR = 3;

  private final int kills;
  private final int open;
  private final List<Life> ended = new ArrayList<>();

  /**
   * @param kills at least
   * @param open how many of them, at least, with a transaction open
   */
  public Lives(int kills, int open) {
    this.kills = kills;
    this.open = open;
  }

  public void add(Life life) {
    ended.add(life);
  }

  /** Or so many that more would not help. */
  public boolean areEnough() {
    return count() >= kills && open() >= open || count() >= KILLS_FACTOR * kills;
  }

  public int count() {
    return ended.size();
  }

  /** Those that ended with a transaction open. */
  public long open() {
    return ended.stream().filter(Life::open).count();
  }

  public boolean areAsWanted() {
    return count() >= kills && open() >= open && ended.stream().allMatch(Life::isOfItsLength);
  }

  @Override
  public String toString() {
    return count() + " kills, " + open() + " with a transaction open";
  }

  /** Milliseconds from a life's first commit to its end. */
  public long shortest() {
    return ended.stream().mapToLong(Life::after).min().orElseThrow();
  }

  public long longest() {
    return ended.stream().mapToLong(Life::after).max().orElseThrow();
  }
}
