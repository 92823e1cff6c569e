package io.millrace.ingest.security;

import java.time.Instant;
import java.util.Optional;

/**
 * A key as it is kept.
 *
 * @param id names it in the key text, in logs and when it is revoked
 * @param client whose it is; several keys of one client are one client
 * @param sha256 of the key text, as 64 hexadecimal digits
 * @param expires from then on it is refused; never, if empty
 */
record ApiKey(
    String id,
    String client,
    String sha256,
    Grants grants,
    Optional<Instant> expires,
    QuotaLimits quota) {

  ApiKey {
    require("id", id, "[a-z0-9]{4,32}", "4 to 32 lower-case letters and digits");
    require("client", client, "[A-Za-z0-9._@-]{1,64}", "1 to 64 letters, digits or . _ @ -");
    require("sha256", sha256, "[0-9a-f]{64}", "64 lower-case hexadecimal digits");
  }

  boolean expired(Instant now) {
    return expires.isPresent() && !now.isBefore(expires.get());
  }

  private static void require(String field, String value, String shape, String wanted) {
    if (!value.matches(shape)) {
      throw new IllegalArgumentException(field + " must be " + wanted);
    }
  }
}
