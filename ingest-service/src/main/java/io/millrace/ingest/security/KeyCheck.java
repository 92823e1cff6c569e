package io.millrace.ingest.security;

import java.util.Optional;

/**
 * What becomes of a key that someone sends.
 *
 * @param valid the key, if it counts
 * @param refusal what its sender may hear of it otherwise
 */
record KeyCheck(Optional<ApiKey> valid, String refusal) {

  static KeyCheck valid(ApiKey key) {
    return new KeyCheck(Optional.of(key), "");
  }

  /** The secret was right, so its holder may hear why. */
  static KeyCheck expired(ApiKey key) {
    return refused("The key " + key.id() + " has expired; ask for another one.");
  }

  /** Malformed, of no id that counts, or with another secret: nobody is told which. */
  static KeyCheck unknown() {
    return refused("The key is not one that counts here.");
  }

  static KeyCheck refused(String why) {
    return new KeyCheck(Optional.empty(), why);
  }
}
