package io.millrace.ingest.security;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one client may still send: two token buckets, of records and of bytes.
 *
 * <p>What is larger than a whole bucket is granted as soon as nothing is owed, and is owed then: an
 * event of 1 MB gets through where 100 kB/s are allowed, and costs its client 10 s.
 */
public final class Quota {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final QuotaLimits limits;
  private final Allowance records;
  private final Allowance bytes;

  Quota(QuotaLimits limits, Duration burst, TimeMeter time) {
    this.limits = limits;
    this.records = Allowance.of(limits.recordsPerSecond(), burst, time);
    this.bytes = Allowance.of(limits.bytesPerSecond(), burst, time);
  }

  /**
   * Takes what is about to be let in, both or neither.
   *
   * @param events how many, 0 or more
   * @param size of their bodies in bytes, 0 or more
   * @return empty if it is granted, otherwise how long to wait before asking again
   */
  public synchronized Optional<Duration> take(long events, long size) {
    long nanos = Math.max(records.nanosUntil(events), bytes.nanosUntil(size));
    if (nanos > 0) {
      return Optional.of(Duration.ofNanos(nanos));
    }
    records.take(events);
    bytes.take(size);
    return Optional.empty();
  }

  boolean isOf(QuotaLimits other) {
    return limits.equals(other);
  }

  /**
   * One bucket; the quota's lock guards it.
   *
   * @param bucket none if there is no limit
   * @param capacity what a full one holds
   */
  private record Allowance(@Nullable Bucket bucket, long capacity) {

    static Allowance of(@Nullable Long perSecond, Duration burst, TimeMeter time) {
      if (perSecond == null) {
        return new Allowance(null, 0);
      }
      long capacity =
          Math.max(1, (long) (perSecond * (burst.toNanos() / (double) SECOND.toNanos())));
      return new Allowance(
          Bucket.builder()
              .withCustomTimePrecision(time)
              .withSynchronizationStrategy(SynchronizationStrategy.NONE)
              .addLimit(
                  Bandwidth.builder().capacity(capacity).refillGreedy(perSecond, SECOND).build())
              .build(),
          capacity);
    }

    long nanosUntil(long wanted) {
      return bucket == null || wanted < 1
          ? 0
          : bucket
              .estimateAbilityToConsume(wanted > capacity ? 1 : wanted)
              .getNanosToWaitForRefill();
    }

    void take(long wanted) {
      if (bucket != null && wanted > 0) {
        bucket.consumeIgnoringRateLimits(wanted);
      }
    }
  }
}
