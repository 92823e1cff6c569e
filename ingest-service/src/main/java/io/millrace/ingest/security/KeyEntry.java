package io.millrace.ingest.security;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One key as the file has it, which may be wrong. */
record KeyEntry(
    @Nullable String id,
    @Nullable String client,
    @Nullable String sha256,
    @Nullable List<String> scopes,
    @Nullable String expires,
    @Nullable Quota quota) {

  /** What its client may send. */
  record Quota(
      @JsonProperty("records-per-second") @Nullable Long recordsPerSecond,
      @JsonProperty("bytes-per-second") @Nullable Long bytesPerSecond) {}

  /**
   * The key.
   *
   * @throws IllegalArgumentException naming the first field that is missing or wrong
   */
  ApiKey toKey() {
    return new ApiKey(
        required("id", id),
        required("client", client),
        required("sha256", sha256),
        Grants.parse(required("scopes", scopes)),
        Optional.ofNullable(expires).map(KeyEntry::instant),
        quota == null
            ? QuotaLimits.NOT_SET
            : new QuotaLimits(quota.recordsPerSecond(), quota.bytesPerSecond()));
  }

  private static <T> T required(String field, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException(field + " is missing");
    }
    return value;
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "expires must be an instant such as 2027-01-31T00:00:00Z, is '" + text + "'", e);
    }
  }
}
