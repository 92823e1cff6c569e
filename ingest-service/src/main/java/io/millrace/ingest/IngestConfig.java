package io.millrace.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What concerns the whole of this process. */
@ConfigMapping(prefix = "millrace")
public interface IngestConfig {

  /**
   * Names this process among its like: two that run at once need different names, and one that is
   * started again should keep its own, to take its partitions and its open transaction over at
   * once.
   */
  @WithDefault("0")
  String instance();
}
