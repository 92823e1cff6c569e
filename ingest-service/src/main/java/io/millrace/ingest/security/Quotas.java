package io.millrace.ingest.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.TimeMeter;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * The quotas of all clients that sent something lately. Those who stay away are forgotten, by which
 * time their buckets are full again.
 */
@ApplicationScoped
public class Quotas {

  private static final Duration LONGEST_BURST = Duration.ofMinutes(5);
  private static final Duration IDLE = Duration.ofMinutes(10);
  private static final int CLIENTS = 10_000; // beyond them, who was away longest starts anew

  private final QuotaLimits usual;
  private final Duration burst;
  private final TimeMeter time;
  private final Cache<String, Quota> byAccount;

  @Inject
  Quotas(SecurityConfig config) {
    this(limits(config.quota()), config.quota().burst(), TimeMeter.SYSTEM_NANOTIME);
  }

  Quotas(QuotaLimits usual, Duration burst, TimeMeter time) {
    this.usual = usual;
    this.burst = requireShort(burst);
    this.time = time;
    this.byAccount =
        Caffeine.newBuilder()
            .expireAfterAccess(IDLE)
            .maximumSize(CLIENTS)
            .ticker(time::currentTimeNanos)
            .executor(Runnable::run)
            .build();
  }

  private static QuotaLimits limits(SecurityConfig.Quota quota) {
    try {
      return new QuotaLimits(
          quota.recordsPerSecond().orElse(null),
          quota.bytesPerSecond().map(MemorySize::asLongValue).orElse(null));
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException("millrace.security.quota." + wrong.getMessage(), wrong);
    }
  }

  private static Duration requireShort(Duration burst) {
    if (burst.isNegative() || burst.isZero() || burst.compareTo(LONGEST_BURST) > 0) {
      throw new IllegalArgumentException(
          "millrace.security.quota.burst must be longer than 0 and at most %d s, is %s"
              .formatted(LONGEST_BURST.toSeconds(), burst));
    }
    return burst;
  }

  /** The one quota of all that this client's keys, requests and connections send. */
  public Quota of(Caller caller) {
    QuotaLimits limits = caller.limits().orElse(usual);
    return byAccount
        .asMap()
        .compute(
            caller.account(),
            (account, known) ->
                known != null && known.isOf(limits) ? known : new Quota(limits, burst, time));
  }

  long clients() {
    byAccount.cleanUp();
    return byAccount.estimatedSize();
  }
}
