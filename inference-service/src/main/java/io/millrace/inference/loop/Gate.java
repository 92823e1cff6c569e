package io.millrace.inference.loop;

import java.util.Optional;

/** Says when nothing more should be polled. */
public interface Gate {

  /** Why it is closed; empty while it is open. */
  Optional<String> closed();
}
