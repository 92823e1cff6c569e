package io.millrace.ingest.publish;

import java.time.Duration;

/**
 * The fingerprints of what was published last to one partition, in two generations: the newer one
 * takes what comes, until it is as old as the window or full; then the older one is forgotten as a
 * whole. So each is remembered for the window at least and for twice as long at most, unless more
 * come than there is room for.
 *
 * <p>Not thread-safe.
 */
final class RecentIds {

  private final long window; // milliseconds
  private final int most;
  private IdSet newer;
  private IdSet older;
  private long began = Long.MIN_VALUE; // when the newer generation did, in milliseconds
  private long lastOfOlder = Long.MIN_VALUE;
  private long newest = Long.MIN_VALUE;
  private long crowdedOut;

  /**
   * @param window of event publication, by the record's own time
   * @param most that are remembered, in both generations together
   */
  RecentIds(Duration window, int most) {
    this.window = window.toMillis();
    this.most = Math.max(1, most / 2);
    this.newer = new IdSet(this.most);
    this.older = new IdSet(this.most);
  }

  int size() {
    return newer.size() + older.size();
  }

  /** How many were forgotten within the window, for want of room. */
  long crowdedOut() {
    return crowdedOut;
  }

  /**
   * Remembers a fingerprint.
   *
   * @param at when it was published, in milliseconds
   * @return false if it is remembered already; its time then stays what it was
   */
  boolean add(Fingerprint print, long at) {
    if (newer.size() == 0) {
      began = at;
    }
    if (newer.size() == most || at > began + window) {
      turn(at);
    }
    newest = Math.max(newest, at);
    return !older.contains(print) && newer.add(print);
  }

  private void turn(long at) {
    if (older.size() > 0 && lastOfOlder >= at - window) {
      crowdedOut += older.size();
    }
    IdSet forgotten = older;
    older = newer;
    lastOfOlder = newest;
    newer = forgotten;
    newer.clear();
    began = at;
  }
}
