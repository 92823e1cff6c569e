package io.millrace.transformers.training;

import java.util.Optional;
import java.util.function.Supplier;

/** Keeps a run somewhere, now and then. */
interface Saving {

  /** Keeps nothing. */
  Saving NONE =
      new Saving() {
        @Override
        public Optional<SavedRun> saved() {
          return Optional.empty();
        }

        @Override
        public void stepped(Supplier<SavedRun> run) {}

        @Override
        public void finishedEpoch(Supplier<SavedRun> run) {}
      };

  Optional<SavedRun> saved();

  void stepped(Supplier<SavedRun> run);

  void finishedEpoch(Supplier<SavedRun> run);
}
