package io.millrace.workbench.train;

import java.time.Duration;
import java.util.Locale;

/**
 * Where a run is, in one line of a terminal.
 *
 * @param loss mean of the epoch so far
 */
record ProgressBar(int epoch, long step, double loss, Pace pace) {

  private static final int COLUMNS = 79; // a line of 80 wraps on some terminals
  private static final int WIDEST = 24;

  /** For 80 columns: the bar takes what the numbers leave. */
  @Override
  public String toString() {
    String before = "epoch " + epoch + "/" + pace.epochs() + " ";
    int width = Math.max(0, Math.min(WIDEST, COLUMNS - 3 - before.length() - numbers().length()));
    int done = (int) (width * step / pace.stepsPerEpoch());
    return before + "[" + "#".repeat(done) + ".".repeat(width - done) + "] " + numbers();
  }

  /** For less. */
  String shorter() {
    return "epoch " + epoch + "/" + pace.epochs() + " " + numbers();
  }

  private String numbers() {
    String steps = Long.toString(pace.stepsPerEpoch());
    String done = " ".repeat(Math.max(0, steps.length() - Long.toString(step).length())) + step;
    return String.format(Locale.ROOT, "%s/%s  loss %.4f", done, steps, loss)
        + pace.left().map(this::speed).orElse("");
  }

  private String speed(Duration left) {
    return String.format(
        Locale.ROOT, "  %.1f steps/s  up to %s left", pace.stepsPerSecond(), clock(left));
  }

  private static String clock(Duration left) {
    return left.toHours() == 0
        ? String.format(Locale.ROOT, "%d:%02d", left.toMinutes(), left.toSecondsPart())
        : String.format(
            Locale.ROOT,
            "%d:%02d:%02d",
            left.toHours(),
            left.toMinutesPart(),
            left.toSecondsPart());
  }
}
