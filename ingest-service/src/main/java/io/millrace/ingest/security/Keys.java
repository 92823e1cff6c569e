package io.millrace.ingest.security;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The keys that count now, read anew when their file changes.
 *
 * <p>A file that is broken at the start ends it; one that breaks later leaves the keys as they
 * were, in the log, in the metric {@code millrace_keys_file_broken} and in {@code /q/health/well}.
 */
@ApplicationScoped
class Keys {

  private static final Logger LOG = Logger.getLogger(Keys.class);

  private final Clock clock;
  private final Optional<KeyFile> file;
  private volatile KeyRing ring = KeyRing.EMPTY;
  private volatile @Nullable String problem;
  private byte[] known = {};

  @Inject
  Keys(SecurityConfig config, MeterRegistry meters) {
    this(config.keysFile().map(KeyFile::new), Clock.systemUTC());
    if (isConfigured()) {
      meters.gauge("millrace.keys", this, keys -> keys.ring.size());
      meters.gauge("millrace.keys.file.broken", this, keys -> keys.problem == null ? 0 : 1);
    }
  }

  /**
   * Reads the file.
   *
   * @throws InvalidKeysException if it cannot be taken
   */
  Keys(Optional<KeyFile> file, Clock clock) {
    this.file = file;
    this.clock = clock;
    file.ifPresent(this::readFirst);
  }

  private void readFirst(KeyFile present) {
    try {
      known = present.bytes();
      ring = present.ring(known);
    } catch (InvalidKeysException wrong) {
      throw new InvalidKeysException("millrace.security.keys-file: " + wrong.getMessage());
    }
  }

  boolean isConfigured() {
    return file.isPresent();
  }

  int size() {
    return ring.size();
  }

  /** Why the file as it is now does not count. */
  Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  KeyCheck check(String text) {
    return KeyText.parse(text).flatMap(ring::verified).map(this::check).orElse(KeyCheck.unknown());
  }

  private KeyCheck check(ApiKey key) {
    return key.expired(clock.instant()) ? KeyCheck.expired(key) : KeyCheck.valid(key);
  }

  /** The key as it is now, unless it was revoked, exchanged or has expired. */
  Optional<ApiKey> current(ApiKey earlier) {
    return ring.key(earlier.id())
        .filter(key -> key.sha256().equals(earlier.sha256()) && !key.expired(clock.instant()));
  }

  /** Looks whether the file changed: its bytes, since times and links say too little. */
  synchronized void look() {
    file.ifPresent(this::look);
  }

  private void look(KeyFile present) {
    try {
      byte[] now = present.bytes();
      if (problem != null || !Arrays.equals(now, known)) {
        ring = present.ring(now);
        known = now;
        problem = null;
        LOG.infof("%s: %d keys", present.path(), ring.size());
      }
    } catch (InvalidKeysException broken) {
      String now = String.valueOf(broken.getMessage());
      if (!now.equals(problem)) {
        LOG.warnf("%s; the keys stay as they were", now);
      }
      problem = now;
    }
  }
}
