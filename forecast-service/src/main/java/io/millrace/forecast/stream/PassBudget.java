package io.millrace.forecast.stream;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * How long the networks may take between two commits of a stream thread, whose tasks share one
 * transaction: a transaction that outlasts its timeout is fenced. What does not fit waits for the
 * next round; a round is over when each task had its punctuation. After a round in which something
 * did not fit the passes rest as long as they took, so that readings come in too, or until none
 * come. One thread uses it.
 */
final class PassBudget {

  private static final long NANOS = 1_000_000; // of a millisecond

  /** Without a reading for so long, in milliseconds, there is none to be taken in. */
  private static final long QUIET = 50;

  private final long nanos;
  private final Set<Object> tasks = new HashSet<>();
  private final Set<Object> seen = new HashSet<>();
  private Set<Object> served = new HashSet<>();
  private Set<Object> denied = new HashSet<>();
  private Set<Object> servedBefore = Set.of();
  private Set<Object> owed = Set.of(); // denied in the round before: it is their turn
  private long spent;
  private long restsUntil; // milliseconds, as are the two below
  private long rested;
  private long heard;

  PassBudget(Duration each) {
    this.nanos = each.toNanos();
  }

  /** One for each thread, whichever tasks it gets. */
  static Supplier<PassBudget> perThread(Duration each) {
    ThreadLocal<PassBudget> budgets = ThreadLocal.withInitial(() -> new PassBudget(each));
    return budgets::get;
  }

  void join(Object task) {
    tasks.add(task);
  }

  void leave(Object task) {
    tasks.remove(task);
  }

  /**
   * Whether a call may begin; the first of a round always may, however long it takes.
   *
   * @param expected nanoseconds, as measured
   */
  boolean allows(Object task, long expected) {
    boolean yields = !owed.isEmpty() && !owed.contains(task) && servedBefore.contains(task);
    if (yields || spent > 0 && spent + expected > nanos) {
      denied.add(task);
      return false;
    }
    return true;
  }

  void spend(Object task, long taken) {
    spent += Math.max(1, taken);
    served.add(task);
  }

  /**
   * A reading came in.
   *
   * @param now in milliseconds
   */
  void heard(long now) {
    heard = now;
  }

  /**
   * Whether passes let readings come in first.
   *
   * @param now in milliseconds
   */
  boolean rests(long now) {
    return now < restsUntil && now - Math.max(heard, rested) < QUIET;
  }

  /**
   * The task's punctuation is over.
   *
   * @param now in milliseconds
   */
  void next(Object task, long now) {
    seen.add(task);
    if (seen.containsAll(tasks)) {
      seen.clear();
      if (!denied.isEmpty()) {
        rested = now;
        restsUntil = now + spent / NANOS;
      }
      spent = 0;
      owed = denied;
      servedBefore = served;
      denied = new HashSet<>();
      served = new HashSet<>();
    }
  }
}
