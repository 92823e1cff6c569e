package io.millrace.ingest.security;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The keys that count at one time. */
final class KeyRing {

  static final KeyRing EMPTY = new KeyRing(List.of());

  private static final String NO_DIGEST = "0".repeat(64);

  private final Map<String, ApiKey> byId = new LinkedHashMap<>();

  /**
   * Holds these keys.
   *
   * @throws IllegalArgumentException if two have the same id, or those of one client differ in
   *     their quota: it is one client's
   */
  KeyRing(List<ApiKey> keys) {
    Map<String, ApiKey> byClient = new LinkedHashMap<>();
    for (ApiKey key : keys) {
      if (byId.putIfAbsent(key.id(), key) != null) {
        throw new IllegalArgumentException("the id " + key.id() + " is there twice");
      }
      ApiKey other = Objects.requireNonNullElse(byClient.putIfAbsent(key.client(), key), key);
      if (!other.quota().equals(key.quota())) {
        throw new IllegalArgumentException(
            "the keys %s and %s are both of %s and must have the same quota"
                .formatted(other.id(), key.id(), key.client()));
      }
    }
  }

  int size() {
    return byId.size();
  }

  Optional<ApiKey> key(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The key that this text is, expired or not; takes as long if there is none of its id. */
  Optional<ApiKey> verified(KeyText text) {
    Optional<ApiKey> key = key(text.id());
    String kept = key.map(ApiKey::sha256).orElse(NO_DIGEST);
    boolean same = MessageDigest.isEqual(kept.getBytes(US_ASCII), text.sha256().getBytes(US_ASCII));
    return key.filter(found -> same);
  }
}
