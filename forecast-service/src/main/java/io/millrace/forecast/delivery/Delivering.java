package io.millrace.forecast.delivery;

import io.millrace.events.Rejection;
import io.millrace.forecast.delivery.Starts.Start;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** What lies between one consumer of the topic and the desk of one receiver. */
final class Delivering implements ConsumerRebalanceListener {

  private static final Logger LOG = Logger.getLogger(Delivering.class);
  private static final Duration IDLE = Duration.ofMillis(200); // the longest a retry is late
  private static final Duration LISTENING = Duration.ofMillis(20);

  /** Longer than a request takes: what is under way is answered before a partition is given up. */
  private static final Duration PARTING = Duration.ofSeconds(70);

  private final Consumer<byte[], byte[]> consumer;
  private final DeliveryDesk desk;
  private final Requests requests;
  private final Rejections rejections;
  private final DeliveryReport report;
  private final Starts starts;
  private final boolean fromFirst;
  private final Clock clock;
  private final Commits commits;

  /**
   * @param fromFirst whether partitions are read from their start, or from where delivery goes on
   */
  Delivering(
      Consumer<byte[], byte[]> consumer,
      DeliveryDesk desk,
      Requests requests,
      Rejections rejections,
      DeliveryReport report,
      Starts starts,
      boolean fromFirst,
      Clock clock) {
    this.consumer = consumer;
    this.desk = desk;
    this.requests = requests;
    this.rejections = rejections;
    this.report = report;
    this.starts = starts;
    this.fromFirst = fromFirst;
    this.clock = clock;
    this.commits = new Commits(consumer);
  }

  /** Reads, sends, listens and commits, each without waiting for long. */
  void turn() throws InterruptedException {
    pauseWhatIsFull();
    for (ConsumerRecord<byte[], byte[]> record :
        consumer.poll(desk.isWaitingForAnswers() ? Duration.ZERO : IDLE)) {
      reject(desk.take(record).map(List::of).orElse(List.of()));
    }
    Instant now = clock.instant();
    consumer.assignment().forEach(each -> desk.reached(each, consumer.position(each), now));
    requests.send(desk.due(now));
    if (desk.isWaitingForAnswers()) {
      listen(LISTENING);
      requests.send(desk.due(clock.instant()));
    }
    commits.offer(desk.delivered(), clock.instant());
    report.looked(undelivered(), desk.oldest(), desk.firing());
  }

  private void pauseWhatIsFull() {
    Set<TopicPartition> full = desk.full();
    Set<TopicPartition> assigned = consumer.assignment();
    Set<TopicPartition> others = new HashSet<>(consumer.paused());
    others.removeAll(full);
    consumer.resume(others);
    consumer.pause(full.stream().filter(assigned::contains).toList());
  }

  private void listen(Duration patience) throws InterruptedException {
    for (Requests.Answered heard : requests.hear(patience)) {
      reject(desk.answered(heard.shipment(), heard.outcome(), clock.instant()));
    }
  }

  /** Before anything is committed that follows them. */
  private void reject(List<Rejection> refused) {
    if (!refused.isEmpty()) {
      rejections.write(refused);
    }
  }

  private long undelivered() {
    long behind = 0;
    for (TopicPartition partition : consumer.assignment()) {
      long again = Math.max(0, desk.rememberingUpTo(partition) - consumer.position(partition));
      behind += Math.max(0, consumer.currentLag(partition).orElse(0) - again);
    }
    return behind + desk.undelivered();
  }

  /** Hears what is under way, for so long at most, and commits what was delivered. */
  void settle(Duration patience) {
    try {
      long end = System.nanoTime() + patience.toNanos();
      while (desk.isWaitingForAnswers() && System.nanoTime() < end) {
        listen(LISTENING);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    commits.force(desk.delivered());
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
    Map<TopicPartition, Start> found = starts.of(consumer, assigned);
    found.forEach(
        (partition, start) -> {
          if (start.deleted() > 0) {
            LOG.warnf("%s: %d offsets were deleted undelivered", partition, start.deleted());
          }
          consumer.seek(partition, fromFirst ? start.first() : start.offset());
          desk.assigned(partition, start.offset());
        });
  }

  /** Whoever takes them over must not be overtaken by what is under way. */
  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
    settle(PARTING);
    onPartitionsLost(revoked);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> lost) {
    desk.revoked(lost);
    commits.forget(lost);
  }
}
