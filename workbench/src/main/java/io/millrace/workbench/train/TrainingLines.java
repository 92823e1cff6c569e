package io.millrace.workbench.train;

import io.millrace.transformers.training.EpochReport;
import io.millrace.transformers.training.TrainingListener;
import io.millrace.workbench.Screen;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Says how training goes: a line an epoch; in between, on a terminal, a bar that is rewritten, and
 * elsewhere a line every few seconds.
 */
final class TrainingLines implements TrainingListener {

  private static final long QUIET_NANOS = 10_000_000_000L;
  private static final long REDRAW_NANOS = 200_000_000L; // often enough to look alive

  private final Screen screen;
  private final LongSupplier nanos;
  private final Pace pace = new Pace();
  private long said;
  private double lossSum;
  private long steps; // of the epoch, here

  TrainingLines(PrintWriter out, LongSupplier nanos) {
    this(Screen.ofThisProcess(out), nanos);
  }

  TrainingLines(Screen screen, LongSupplier nanos) {
    this.screen = screen;
    this.nanos = nanos;
    said = nanos.getAsLong();
  }

  @Override
  public void started(int epochs, long stepsPerEpoch) {
    pace.started(epochs, stepsPerEpoch);
  }

  @Override
  public void resumed(int epoch, long step) {
    say(
        "resumed in epoch %d of %d, after step %d of %d",
        epoch, pace.epochs(), step, pace.stepsPerEpoch());
  }

  @Override
  public void hadEnded(int epochs) {
    say("resumed after training had ended, with epoch %d", epochs);
  }

  @Override
  public void stepped(int epoch, long step, long stepsPerEpoch, float loss) {
    long now = nanos.getAsLong();
    pace.stepped(epoch, step, now);
    lossSum += loss;
    steps++;
    if (now - said >= (screen.terminal() ? REDRAW_NANOS : QUIET_NANOS)) {
      show(epoch, step, loss);
      said = now;
    }
  }

  private void show(int epoch, long step, float loss) {
    if (screen.terminal()) {
      ProgressBar bar = new ProgressBar(epoch, step, lossSum / steps, pace);
      screen.status(bar.toString(), bar.shorter());
    } else {
      say(
          "epoch %2d  step %d of %d  loss %.4f  %.1f steps/s",
          epoch, step, pace.stepsPerEpoch(), loss, pace.stepsPerSecond());
    }
  }

  @Override
  public void finished(EpochReport epoch) {
    pace.finished(epoch);
    lossSum = 0;
    steps = 0;
    say(
        "epoch %2d  loss %.4f  validation %.4f  %.0f s%s",
        epoch.epoch(),
        epoch.loss(),
        epoch.validationLoss(),
        epoch.seconds(),
        epoch.best() ? "" : "  (not better)");
  }

  private void say(String format, Object... values) {
    screen.say(String.format(Locale.ROOT, format, values));
    said = nanos.getAsLong();
  }
}
