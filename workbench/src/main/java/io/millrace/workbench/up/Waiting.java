package io.millrace.workbench.up;

import io.millrace.workbench.Screen;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Waits for parts of a run to become ready, and shows it. */
final class Waiting {

  private static final Duration BOUND = Duration.ofMinutes(3);

  private static final Duration INTERVAL = Duration.ofMillis(200);

  private static final Duration REPEAT = Duration.ofSeconds(5);

  private final Screen screen;
  private final Children children;
  private final Stop stop;
  private final Instant start;
  private final Path logs;

  /**
   * @param start of the command; all times shown count from it
   */
  Waiting(Screen screen, Children children, Stop stop, Instant start, Path logs) {
    this.screen = screen;
    this.children = children;
    this.stop = stop;
    this.start = start;
    this.logs = logs;
  }

  /** A question that is asked until its answer is yes. */
  interface Check {
    boolean ready() throws InterruptedException;
  }

  /**
   * Returns true when all are ready, false if a stop was requested before.
   *
   * @throws UpException if a child dies or the bound passes
   */
  boolean until(Map<String, Check> checks) throws InterruptedException {
    Map<String, Check> left = new LinkedHashMap<>(checks);
    Instant begun = Instant.now();
    Instant shown = Instant.MIN;
    while (true) {
      children.requireAlive();
      removeReady(left);
      if (left.isEmpty()) {
        return true;
      }
      requireWithin(begun, left);
      if (screen.terminal() || Instant.now().isAfter(shown.plus(REPEAT))) {
        screen.status(
            "waiting for " + String.join(", ", left.keySet()) + " (" + sinceStart() + ")");
        shown = Instant.now();
      }
      if (stop.within(INTERVAL)) {
        return false;
      }
    }
  }

  private void removeReady(Map<String, Check> left) throws InterruptedException {
    for (Map.Entry<String, Check> check : Map.copyOf(left).entrySet()) {
      if (check.getValue().ready()) {
        left.remove(check.getKey());
        screen.say(String.format("  %-18s ready after %s", check.getKey(), sinceStart()));
      }
    }
  }

  private void requireWithin(Instant begun, Map<String, Check> left) {
    if (Duration.between(begun, Instant.now()).compareTo(BOUND) > 0) {
      throw new UpException(
          String.join(", ", left.keySet())
              + " did not become ready within "
              + BOUND.toMinutes()
              + " minutes; the logs are in "
              + logs);
    }
  }

  private String sinceStart() {
    return String.format(
        Locale.ROOT, "%.1f s", Duration.between(start, Instant.now()).toMillis() / 1000.0);
  }
}
