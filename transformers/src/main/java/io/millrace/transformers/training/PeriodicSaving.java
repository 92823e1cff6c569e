package io.millrace.transformers.training;

import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Saves when some time has passed since the last saving ended, and at the end of each epoch. */
final class PeriodicSaving implements Saving {

  private final CheckpointFile file;
  private final long everyNanos;
  private final LongSupplier nanos;
  private long last;

  PeriodicSaving(CheckpointFile file, long everyNanos, LongSupplier nanos) {
    this.file = file;
    this.everyNanos = everyNanos;
    this.nanos = nanos;
    this.last = nanos.getAsLong();
  }

  @Override
  public Optional<SavedRun> saved() {
    return file.read();
  }

  @Override
  public void stepped(Supplier<SavedRun> run) {
    if (nanos.getAsLong() - last >= everyNanos) {
      finishedEpoch(run);
    }
  }

  @Override
  public void finishedEpoch(Supplier<SavedRun> run) {
    file.write(run.get());
    last = nanos.getAsLong();
  }
}
