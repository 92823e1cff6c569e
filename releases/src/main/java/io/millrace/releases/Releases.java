package io.millrace.releases;

import io.millrace.events.ModelRelease;
import io.millrace.events.ModelRelease.Slot;

/** Does what releases say; a release that cannot be followed changes nothing. */
public interface Releases {

  void release(ModelRelease release);

  /**
   * Follows a release that was there before this process began: it was tried against what served
   * then, and is not tried against what happens to serve now.
   */
  void resume(ModelRelease release);

  void withdraw(Slot slot);

  /** Called now and then: what could not be done for a while may be done by now. */
  void tryAgain();
}
