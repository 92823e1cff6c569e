package io.millrace.ingest.security;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuotasTest {

  private static final Duration BURST = ofSeconds(2);

  private final HandTime time = new HandTime();

  /** Time that passes when the test says so. */
  private static final class HandTime implements TimeMeter {

    private long nanos;

    @Override
    public long currentTimeNanos() {
      return nanos;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }

    void pass(Duration duration) {
      nanos += duration.toNanos();
    }
  }

  private Quotas quotas(Long records, Long bytes) {
    return new Quotas(new QuotaLimits(records, bytes), BURST, time);
  }

  private static Caller bearer(String name) {
    return new TokenBearer(name, Grants.parse(List.of("text:*")), Instant.MAX, Clock.systemUTC());
  }

  @Test
  void whereNothingIsSetEverythingIsGranted() {
    Quota quota = quotas(null, null).of(bearer("a"));

    assertThat(quota.take(Long.MAX_VALUE, Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void aBurstIsGrantedAndThenOnlyTheRate() {
    Quota quota = quotas(10L, null).of(bearer("a"));
    assertThat(quota.take(20, 0)).isEmpty();

    Optional<Duration> wait = quota.take(5, 0);

    assertThat(wait).contains(Duration.ofMillis(500));
    time.pass(Duration.ofMillis(500));
    assertThat(quota.take(5, 0)).isEmpty();
    assertThat(quota.take(1, 0)).isPresent();
  }

  @Test
  void whatIsRefusedForItsBytesCostsNoRecords() {
    Quota quota = quotas(10L, 100L).of(bearer("a"));
    assertThat(quota.take(1, 200)).isEmpty();

    assertThat(quota.take(1, 100)).contains(ofSeconds(1));

    time.pass(ofSeconds(1));
    assertThat(quota.take(20, 0)).as("1 of 20 was taken, 10 came back").isEmpty();
  }

  @Test
  void whatIsLargerThanABucketIsGrantedAndOwed() {
    Quota quota = quotas(null, 100L).of(bearer("a"));

    assertThat(quota.take(1, 1_000)).isEmpty();

    assertThat(quota.take(1, 100)).contains(ofSeconds(9));
    time.pass(ofSeconds(9));
    assertThat(quota.take(1, 100)).isEmpty();
  }

  @Test
  void clientsDoNotShareAndRequestsOfOneDo() {
    Quotas quotas = quotas(10L, null);
    quotas.of(bearer("a")).take(20, 0);

    assertThat(quotas.of(bearer("a")).take(1, 0)).isPresent();
    assertThat(quotas.of(bearer("b")).take(1, 0)).isEmpty();
  }

  @Test
  void aTokenThatIsNamedAsAClientDoesNotUseUpWhatIsTheClients() {
    Quotas quotas = quotas(10L, null);
    quotas.of(bearer("anonymous")).take(20, 0);

    assertThat(quotas.of(new Unchecked(true)).take(1, 0)).isEmpty();
  }

  @Test
  void whatAKeySaysTakesPrecedence() {
    Keys none = new Keys(Optional.empty(), Clock.systemUTC());
    ApiKey key =
        new ApiKey(
            "k123",
            "plant",
            "0".repeat(64),
            Grants.parse(List.of("text:*")),
            Optional.empty(),
            new QuotaLimits(1_000L, null));
    Quota quota = quotas(10L, 50L).of(new KeyHolder(key, none));

    assertThat(quota.take(2_000, 0)).isEmpty();
    assertThat(quota.take(0, 101)).as("owed").isEmpty();
    assertThat(quota.take(0, 50)).as("the configuration's bytes still count").isPresent();
  }

  @Test
  void clientsThatStayAwayAreForgotten() {
    Quotas quotas = quotas(10L, null);
    for (int client = 0; client < 20_000; client++) {
      quotas.of(bearer("client-" + client)).take(1, 1);
    }
    assertThat(quotas.clients()).isLessThanOrEqualTo(10_000);

    time.pass(Duration.ofMinutes(11));

    assertThat(quotas.clients()).isZero();
  }

  @Test
  void aBurstThatIsNoneIsRefusedByItsKey() {
    assertThatThrownBy(() -> new Quotas(QuotaLimits.NOT_SET, Duration.ZERO, time))
        .hasMessageContaining("millrace.security.quota.burst");
  }
}
