package io.millrace.workbench.train;

import io.millrace.transformers.training.EpochReport;
import io.millrace.transformers.training.TrainingListener;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Says how training goes: a line an epoch, and in long ones a line every few seconds. */
final class TrainingLines implements TrainingListener {

  private static final long QUIET_NANOS = 10_000_000_000L;

  private final PrintWriter out;
  private final LongSupplier nanos;
  private long said;
  private int saidEpoch;
  private long saidStep;

  TrainingLines(PrintWriter out, LongSupplier nanos) {
    this.out = out;
    this.nanos = nanos;
    said = nanos.getAsLong();
  }

  @Override
  public void stepped(int epoch, long step, long stepsPerEpoch, float loss) {
    long now = nanos.getAsLong();
    if (now - said >= QUIET_NANOS) {
      double speed = (step - (saidEpoch == epoch ? saidStep : 0)) / ((now - said) / 1e9);
      say(
          "epoch %2d  step %d of %d  loss %.4f  %.1f steps/s",
          epoch, step, stepsPerEpoch, loss, speed);
      saidEpoch = epoch;
      saidStep = step;
    }
  }

  @Override
  public void finished(EpochReport epoch) {
    say(
        "epoch %2d  loss %.4f  validation %.4f  %.0f s%s",
        epoch.epoch(),
        epoch.loss(),
        epoch.validationLoss(),
        epoch.seconds(),
        epoch.best() ? "" : "  (not better)");
    saidEpoch = epoch.epoch() + 1;
    saidStep = 0;
  }

  private void say(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
    said = nanos.getAsLong();
  }
}
