package io.millrace.forecast.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of changes, in numbers and in a few words: trouble is logged when it begins and when
 * it ends, not at each try, and of a receiver that is away again and again once a minute.
 */
public final class DeliveryReport implements DeliveryListener {

  private static final Logger LOG = Logger.getLogger("io.millrace.forecast.delivery");

  private final String receiver;
  private final Counter delivered;
  private final Counter failed;
  private final Counter refused;
  private final Clock clock;
  private final Grievance failing = new Grievance();
  private final Grievance refusing = new Grievance();
  private int failures; // since the last that was delivered
  private volatile long undelivered;
  private volatile @Nullable Instant oldest;
  private volatile int firing;

  public DeliveryReport(MeterRegistry registry, String receiver, Clock clock) {
    this.receiver = receiver;
    this.clock = clock;
    delivered = registry.counter("millrace.alerts.delivered", "receiver", receiver);
    failed = registry.counter("millrace.alerts.retried", "receiver", receiver);
    refused = registry.counter("millrace.alerts.refused", "receiver", receiver);
    gauges(registry);
  }

  private void gauges(MeterRegistry registry) {
    Tags tags = Tags.of("receiver", receiver);
    registry.gauge("millrace.alerts.undelivered", tags, this, report -> report.undelivered);
    registry.gauge("millrace.alerts.firing", tags, this, report -> report.firing);
    registry.gauge(
        "millrace.alerts.oldest.undelivered.seconds", tags, this, DeliveryReport::oldestSeconds);
  }

  private double oldestSeconds() {
    Instant since = oldest;
    return since == null
        ? 0
        : Math.max(0, Duration.between(since, clock.instant()).toMillis()) / 1e3;
  }

  @Override
  public void delivered(int changes) {
    delivered.increment(changes);
    if (failing.ends()) {
      LOG.infof("alerts reach %s again, after %d failed requests", receiver, failures);
    }
    failures = 0;
    if (changes > 0) {
      var unused = refusing.ends();
    }
  }

  @Override
  public void failed(String reason) {
    failed.increment();
    failures++;
    if (failing.begins(clock.instant())) {
      LOG.warnf("alerts do not reach %s and are kept until they do: %s", receiver, reason);
    }
  }

  @Override
  public void refused(ConsumerRecord<byte[], byte[]> record, String reason) {
    refused.increment();
    if (refusing.begins(clock.instant())) {
      LOG.warnf(
          "%s-%d@%d will not reach %s and goes to rejected-events: %s; until one is delivered,"
              + " others are only counted",
          record.topic(), record.partition(), record.offset(), receiver, reason);
    }
  }

  /**
   * @param records on the topic that are not delivered, as far as the consumer knows
   * @param written when the oldest of them was; null if there is none
   * @param alerts that the receiver holds to be firing
   */
  void looked(long records, @Nullable Instant written, int alerts) {
    undelivered = records;
    oldest = written;
    firing = alerts;
  }
}
