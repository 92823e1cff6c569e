package io.millrace.ingest.source;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Complaints about configuration, by the full name of the key.
 *
 * @param prefix of the keys, with its last dot
 */
record Keys(String prefix) {

  static final Keys SOURCES = new Keys("millrace.sources.");

  Keys under(String name) {
    return new Keys(prefix + name + ".");
  }

  /**
   * @throws IllegalArgumentException naming the key, unless it holds
   */
  void require(boolean holds, String key, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(prefix + key + " " + rule);
    }
  }

  /** What must be there. */
  <T> T present(Optional<T> value, String key, String rule) {
    require(value.isPresent(), key, rule);
    return value.orElseThrow();
  }

  /** What a value means, with the key's name before what its parser complains of. */
  <T> T parsed(String key, Supplier<T> parser) {
    try {
      return parser.get();
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(prefix + key + " " + wrong.getMessage(), wrong);
    }
  }
}
