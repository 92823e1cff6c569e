package io.millrace.releases;

import io.millrace.events.ModelRelease;
import java.util.Optional;

/** Runs shadow versions beside those that serve. */
public interface Shadows {

  /** Why no shadow of this model can be run; empty if one can. */
  default Optional<String> refusal(String model) {
    return Optional.empty();
  }

  /** The released version has come into its slot: it sees the records from now on. */
  void begin(ModelRelease release);

  /**
   * Another version is about to come into the slot: none may be scored by it in the name of the one
   * before. Without effect if the model has none.
   */
  void pause(String model);

  /** Without effect if the model has none. */
  void end(String model);
}
