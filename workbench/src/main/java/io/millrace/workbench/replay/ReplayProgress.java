package io.millrace.workbench.replay;

import io.millrace.workbench.Screen;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/**
 * How a replay goes, while it does: in a terminal one line that is rewritten, elsewhere a line
 * every few seconds, so that a log does not drown in them.
 */
final class ReplayProgress {

  private static final int BAR = 30; // characters
  private static final Duration REWRITTEN = Duration.ofMillis(200);
  private static final Duration LOGGED = Duration.ofSeconds(5);

  private final Screen screen;
  private final Clock clock;
  private final DoubleSupplier share;
  private final Instant begun;
  private Instant shown;
  private long shownRows;
  private Instant waitShown = Instant.MIN;

  /**
   * @param share of the file that was read, 0 to 1
   */
  ReplayProgress(Screen screen, Clock clock, DoubleSupplier share) {
    this.screen = screen;
    this.clock = clock;
    this.share = share;
    this.begun = clock.instant();
    this.shown = begun;
  }

  private Duration pace() {
    return screen.terminal() ? REWRITTEN : LOGGED;
  }

  /** After each batch; most are not shown. */
  void sent(Outcome outcome) {
    Instant now = clock.instant();
    if (Duration.between(shown, now).compareTo(pace()) < 0) {
      return;
    }
    double done = share.getAsDouble();
    String line =
        String.format(
            Locale.ROOT,
            "%3.0f %%  %s, %s",
            100 * done,
            outcome,
            rate(outcome.rowsSettled() - shownRows, Duration.between(shown, now)));
    int bar = (int) Math.round(done * BAR);
    screen.status("[" + "#".repeat(bar) + ".".repeat(BAR - bar) + "] " + line, line);
    shown = now;
    shownRows = outcome.rowsSettled();
  }

  /** While nothing is sent. */
  void waiting(String reason) {
    Instant now = clock.instant();
    if (Duration.between(waitShown, now).compareTo(pace()) >= 0) {
      screen.status(reason);
      waitShown = now;
    }
  }

  /** Of the whole replay, when it is over. */
  String summary(Outcome outcome) {
    Duration time = Duration.between(begun, clock.instant());
    return outcome + ", " + rate(outcome.rowsSettled(), time);
  }

  private static String rate(long rows, Duration time) {
    double seconds = Math.max(time.toMillis(), 1) / 1_000.0;
    return String.format(Locale.ROOT, "%,.0f rows/s", rows / seconds);
  }
}
