package io.millrace.forecast.delivery;

import io.millrace.events.Topics;
import io.millrace.releases.topics.Backoff;
import io.millrace.releases.topics.StopSignal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Brings the alerts of the topic to one receiver, on the one thread that runs it. Offsets are
 * committed up to the first change that is not delivered; what a kill interrupts is told again.
 *
 * <p>What fails on the side of Kafka is begun anew. Nothing but {@link #stop} and an error ends it.
 */
public final class DeliveryLoop implements Runnable {

  private static final Logger LOG = Logger.getLogger(DeliveryLoop.class);
  private static final Duration PARTING = Duration.ofSeconds(5);

  private final Receiver receiver;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Requests requests;
  private final Rejections rejections;
  private final DeliveryReport report;
  private final Clock clock;
  private final DeliveryDesk desk;
  private final Starts starts;
  private final Backoff backoff = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(4));
  private final StopSignal stopping = new StopSignal();
  private volatile @Nullable Consumer<byte[], byte[]> current;
  private volatile @Nullable String death;

  /**
   * @param consumers of the receiver's group, see {@link DeliveryConsumer}
   * @param random of the pauses between two tries
   */
  DeliveryLoop(
      Receiver receiver,
      Jitter jitter,
      Supplier<Consumer<byte[], byte[]>> consumers,
      Transport transport,
      Rejections rejections,
      DeliveryReport report,
      SplittableRandom random,
      Clock clock) {
    this.receiver = receiver;
    this.consumers = consumers;
    this.requests = new Requests(transport, clock);
    this.rejections = rejections;
    this.report = report;
    this.clock = clock;
    this.desk = new DeliveryDesk(receiver, new Pace(jitter, random), report);
    this.starts = new Starts(clock.instant());
  }

  /** Over HTTP. */
  public static DeliveryLoop overHttp(
      Receiver receiver,
      Jitter jitter,
      Supplier<Consumer<byte[], byte[]>> consumers,
      Rejections rejections,
      DeliveryReport report) {
    return new DeliveryLoop(
        receiver,
        jitter,
        consumers,
        HttpTransport.create(),
        rejections,
        report,
        new SplittableRandom(),
        Clock.systemUTC());
  }

  public String receiver() {
    return receiver.name();
  }

  /** The error after which nothing is delivered any more; empty if there was none. */
  public Optional<String> death() {
    return Optional.ofNullable(death);
  }

  /** Asks it to end after what is under way. */
  public void stop() {
    stopping.give();
    Consumer<byte[], byte[]> consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
  }

  @Override
  public void run() {
    try {
      while (!stopping.isGiven()) {
        deliverOnce();
      }
    } catch (Error e) {
      death = String.valueOf(e);
      LOG.fatalf(e, "alerts are not delivered to %s any more", receiver.name());
      throw e;
    }
  }

  private void deliverOnce() {
    try (Consumer<byte[], byte[]> consumer = consumers.get()) {
      current = consumer;
      deliver(consumer);
    } catch (RuntimeException e) {
      Duration delay = backoff.next();
      LOG.warnf("delivery to %s is begun anew in %d ms: %s", receiver.name(), delay.toMillis(), e);
      stopping.await(delay);
    } finally {
      current = null;
      desk.giveUp();
    }
  }

  private void deliver(Consumer<byte[], byte[]> consumer) {
    Delivering delivering =
        new Delivering(
            consumer, desk, requests, rejections, report, starts, receiver.remembers(), clock);
    try {
      consumer.subscribe(List.of(Topics.ALERTS), delivering);
      turnUntilStopped(delivering);
    } catch (RuntimeException e) {
      desk.giveUp(); // closing commits what is delivered; what was not written must not count
      throw e;
    }
    delivering.settle(PARTING);
  }

  private void turnUntilStopped(Delivering delivering) {
    try {
      while (!stopping.isGiven()) {
        delivering.turn();
        backoff.reset();
      }
    } catch (WakeupException woken) {
      LOG.debug("woken up to stop");
    } catch (InterruptException | InterruptedException interrupted) {
      stopping.give();
      Thread.currentThread().interrupt();
    }
  }
}
