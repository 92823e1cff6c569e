package io.millrace.ingest.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Limits and policies of what comes in over HTTP. */
@ConfigMapping(prefix = "millrace.intake")
public interface IntakeConfig {

  /** A JSON body is held in memory; who has more sends it line by line. */
  @WithDefault("4M")
  MemorySize jsonBody();

  /** How many times larger than it came a compressed body may become. */
  @WithDefault("200")
  int expansion();

  /**
   * A body that comes slower than so many bytes a second is not read on, once the grace is over.
   */
  @WithDefault("32")
  long bytesPerSecond();

  /** For so long a body may come as slowly as it will. */
  @WithDefault("60S")
  Duration grace();

  /** What becomes of fields that no contract knows. */
  @WithDefault("refuse")
  UnknownFields unknownFields();

  /** How far ahead of this machine's clock what was observed may lie. */
  @WithDefault("24H")
  Duration ahead();

  /** How far back it may lie; any time, if this is not set. */
  Optional<Duration> behind();

  /** {@code refuse} an event for them, or {@code ignore} them. */
  enum UnknownFields {
    REFUSE,
    IGNORE
  }
}
