package io.millrace.ingest.security;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much a client may send; what is not set is left to the configuration.
 *
 * @param recordsPerSecond events, accepted or not
 * @param bytesPerSecond of their bodies, as they are after decompression
 */
public record QuotaLimits(@Nullable Long recordsPerSecond, @Nullable Long bytesPerSecond) {

  public static final QuotaLimits NOT_SET = new QuotaLimits(null, null);

  public QuotaLimits {
    require("records-per-second", recordsPerSecond);
    require("bytes-per-second", bytesPerSecond);
  }

  QuotaLimits orElse(QuotaLimits other) {
    return new QuotaLimits(
        Optional.ofNullable(recordsPerSecond).orElse(other.recordsPerSecond),
        Optional.ofNullable(bytesPerSecond).orElse(other.bytesPerSecond));
  }

  private static void require(String field, @Nullable Long perSecond) {
    if (perSecond != null && perSecond < 1) {
      throw new IllegalArgumentException(field + " must be at least 1, is " + perSecond);
    }
  }
}
