package io.millrace.ingest;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What waits for Kafka. */
@ConfigMapping(prefix = "millrace.buffer")
interface SinkConfig {

  /** How much may wait for Kafka's acknowledgement; when it is full, senders are told to wait. */
  @WithDefault("32M")
  MemorySize bytes();
}
