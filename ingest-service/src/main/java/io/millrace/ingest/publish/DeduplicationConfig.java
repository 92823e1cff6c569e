package io.millrace.ingest.publish;

import io.millrace.ingest.EventKind;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Set;

/** How events that come twice are recognised. */
@ConfigMapping(prefix = "millrace.deduplication")
public interface DeduplicationConfig {

  /**
   * Which kinds pass the stage; what is left out goes straight to its topic, once for each time it
   * is sent.
   */
  @WithDefault("text,sensor,series")
  Set<EventKind> kinds();

  /** How long after an event was accepted a repeat of it is recognised. */
  @WithDefault("10M")
  Duration window();

  /**
   * How many ids of a partition are remembered at most, at 32 bytes each; where more come within
   * the window, the oldest are forgotten earlier, and a metric says so.
   */
  @WithDefault("250000")
  int ids();

  /** How many loops of this process share its partitions. */
  @WithDefault("2")
  int threads();
}
