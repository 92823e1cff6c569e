package io.millrace.inference.releases;

import io.millrace.events.ModelRelease;

/** Runs shadow versions beside those that serve. */
public interface Shadows {

  /** The released version has come into its slot: it sees the records from now on. */
  void begin(ModelRelease release);

  /** Without effect if the model has none. */
  void end(String model);
}
