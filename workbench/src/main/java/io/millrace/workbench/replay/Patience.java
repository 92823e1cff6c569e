package io.millrace.workbench.replay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * How long one batch is sent again and again before it is given up.
 *
 * @param limit from the first attempt to the last
 * @param waiting is told why and for how long nothing happens
 */
record Patience(Duration limit, Clock clock, Pause pause, Consumer<String> waiting) {

  static final Duration USUAL = Duration.ofMinutes(2);

  Wait begin() {
    return new Wait(clock.instant().plus(limit));
  }

  /** Of one batch. */
  final class Wait {

    private final Instant end;

    private Wait(Instant end) {
      this.end = end;
    }

    /**
     * Waits, if that is not too long.
     *
     * @throws ReplayException if the limit is reached before
     */
    void forA(Duration time, String reason) throws InterruptedException {
      if (clock.instant().plus(time).isAfter(end)) {
        throw new ReplayException(reason + "; --patience " + shortly(limit) + " is used up");
      }
      waiting.accept(reason + "; again in " + shortly(time));
      pause.forA(time);
    }
  }

  private static String shortly(Duration time) {
    return time.toMillis() % 1_000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
  }
}
