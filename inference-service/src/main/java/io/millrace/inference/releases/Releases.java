package io.millrace.inference.releases;

import io.millrace.events.ModelRelease;
import io.millrace.events.ModelRelease.Slot;

/** Does what releases say; a release that cannot be followed changes nothing. */
public interface Releases {

  void release(ModelRelease release);

  void withdraw(Slot slot);
}
