package io.millrace.serving.store;

import io.millrace.serving.Fields;
import java.time.Duration;

/**
 * How much of a release is taken, whatever its address yields.
 *
 * @param bytes of the transported file, and of the bundle itself
 * @param files of the bundle
 * @param time for one download
 */
public record StoreLimits(long bytes, int files, Duration time) {

  private static final long GIBIBYTE = 1L << 30;

  public StoreLimits {
    Fields.check(bytes > 0, "bytes", "more than 0", bytes);
    Fields.check(files > 0, "files", "more than 0", files);
    Fields.check(!time.isNegative() && !time.isZero(), "time", "more than 0", time);
  }

  /** 8 GiB, 10,000 files, 15 minutes. */
  public static StoreLimits standard() {
    return new StoreLimits(8 * GIBIBYTE, 10_000, Duration.ofMinutes(15));
  }
}
