package io.millrace.ingest.security;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Who may call this service. Tokens are configured under {@code quarkus.oidc}. */
@ConfigMapping(prefix = "millrace.security")
public interface SecurityConfig {

  /** YAML as {@code millrace key create} writes it; without it there are no keys. */
  Optional<Path> keysFile();

  /** How often the file of keys is looked at; so long may a revoked key still be taken. */
  @WithDefault("1S")
  Duration keysReload();

  Quota quota();

  /** What a client may send if its keys say nothing else; without limit where nothing is set. */
  interface Quota {

    /** Events a second, accepted or not. */
    Optional<Long> recordsPerSecond();

    /** Bytes of their bodies a second. */
    Optional<MemorySize> bytesPerSecond();

    /** The allowance of so long a time may be used at once. */
    @WithDefault("2S")
    Duration burst();
  }
}
