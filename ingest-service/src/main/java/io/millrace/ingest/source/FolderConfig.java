package io.millrace.ingest.source;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Files of events that are dropped into a directory. */
public interface FolderConfig {

  /** Whether they are looked for. */
  @WithDefault("false")
  boolean enabled();

  /** Must be writable: files move to {@code done/} and {@code refused/} in it. */
  Optional<Path> directory();

  /** How long a file's size and time must not change for it to count as complete. */
  @WithDefault("2s")
  Duration settle();
}
