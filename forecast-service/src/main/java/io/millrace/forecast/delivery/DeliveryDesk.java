package io.millrace.forecast.delivery;

import io.millrace.events.InvalidEventException;
import io.millrace.events.Rejection;
import io.millrace.forecast.delivery.PartitionBacklog.Held;
import io.millrace.forecast.delivery.Progress.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Decides what one receiver is sent, and when. It does no I/O: it hands out requests and is told
 * what became of them. Used by one thread.
 */
final class DeliveryDesk {

  private final Receiver receiver;
  private final Pace pace;
  private final DeliveryListener listener;
  private final Backlog backlog = new Backlog();
  private final Set<Shipment> underWay = new HashSet<>();
  private final Map<TopicPartition, Long> remembering = new HashMap<>(); // up to this offset
  private boolean repeatFirst;

  DeliveryDesk(Receiver receiver, Pace pace, DeliveryListener listener) {
    this.receiver = receiver;
    this.pace = pace;
    this.listener = listener;
  }

  /**
   * @param start offset before which all is delivered; records before it are only remembered
   */
  void assigned(TopicPartition partition, long start) {
    backlog.begin(partition, start);
    remembering.put(partition, start);
  }

  void revoked(Collection<TopicPartition> partitions) {
    backlog.end(partitions);
    partitions.forEach(receiver::forget);
    remembering.keySet().removeAll(partitions);
  }

  /**
   * @return what is no alert, for {@code rejected-events}
   */
  Optional<Rejection> take(ConsumerRecord<byte[], byte[]> record) {
    Long start = remembering.get(Change.partition(record));
    boolean isDelivered = start != null && record.offset() < start;
    try {
      Change change = Change.of(record);
      if (isDelivered) {
        receiver.knows(change);
      } else {
        backlog.add(change);
      }
      return Optional.empty();
    } catch (InvalidEventException noAlert) {
      return isDelivered
          ? Optional.empty()
          : Optional.of(rejected(record, "is no alert: " + noAlert.getMessage()));
    }
  }

  private Rejection rejected(ConsumerRecord<byte[], byte[]> record, String reason) {
    listener.refused(record, reason);
    return Refusal.of(record, receiver.name() + ": " + reason);
  }

  /** All records before the position were taken. */
  void reached(TopicPartition partition, long position, Instant now) {
    Long start = remembering.get(partition);
    if (start == null) {
      backlog.reached(partition, position);
    } else if (position >= start) {
      remembering.remove(partition);
      backlog.reached(partition, position);
      receiver.knowsAll(partition, now);
    }
  }

  /** Requests to be sent now. */
  List<Shipment> due(Instant now) {
    List<Shipment> shipments = new ArrayList<>();
    int free = pace.allowed(receiver.concurrency(), now) - underWay.size();
    if (free <= 0) {
      return shipments;
    }
    List<Held> ready = backlog.ready(now);
    while (shipments.size() < free) {
      Shipment next = repeatFirst ? repeat(now) : changes(ready, now);
      if (next == null) {
        next = repeatFirst ? changes(ready, now) : repeat(now);
      }
      if (next == null) {
        return shipments;
      }
      repeatFirst = !next.isRepeat();
      underWay.add(next);
      shipments.add(next);
    }
    return shipments;
  }

  private @Nullable Shipment repeat(Instant now) {
    return receiver.repeat(now).map(post -> new Shipment(List.of(), post)).orElse(null);
  }

  /** Takes the next from the list. */
  private @Nullable Shipment changes(List<Held> ready, Instant now) {
    if (ready.isEmpty()) {
      return null;
    }
    List<Change> changes = together(ready);
    ready.subList(0, changes.size()).clear();
    changes.forEach(backlog::sent);
    return new Shipment(changes, receiver.post(changes, now));
  }

  private List<Change> together(List<Held> ready) {
    List<Change> changes = new ArrayList<>();
    long bytes = 0;
    for (Held held : ready) {
      boolean alone = held.progress() instanceof Waiting waiting && waiting.alone();
      bytes += held.change().bytes();
      boolean fits = changes.size() < receiver.batch() && bytes <= PartitionBacklog.MOST_BYTES;
      if (!changes.isEmpty() && (alone || !fits)) {
        return changes;
      }
      changes.add(held.change());
      if (alone) {
        return changes;
      }
    }
    return changes;
  }

  /**
   * @return what the receiver will never take, for {@code rejected-events}
   */
  List<Rejection> answered(Shipment shipment, Outcome outcome, Instant now) {
    if (!underWay.remove(shipment)) {
      return List.of(); // of a time before all was given up
    }
    if (outcome instanceof Outcome.Failed failed) {
      failed(shipment, failed, now);
      return List.of();
    }
    pace.succeeded();
    return outcome instanceof Outcome.Refused refused
        ? refused(shipment, refused)
        : delivered(shipment);
  }

  private List<Rejection> delivered(Shipment shipment) {
    for (Change change : shipment.changes()) {
      receiver.knows(change);
      backlog.settled(change);
    }
    listener.delivered(shipment.changes().size());
    return List.of();
  }

  private void failed(Shipment shipment, Outcome.Failed failed, Instant now) {
    pace.failed(now, failed.retryAfter());
    listener.failed(failed.reason());
    for (Change change : shipment.changes()) {
      backlog.failed(change, failures -> pace.next(failures, now, failed.retryAfter()));
    }
    if (shipment.isRepeat()) {
      receiver.repeatFailed(now);
    }
  }

  /** Of several together, those that are well may have been taken: each is tried alone. */
  private List<Rejection> refused(Shipment shipment, Outcome.Refused refused) {
    if (shipment.changes().size() > 1) {
      shipment.changes().forEach(backlog::separated);
      return List.of();
    }
    return shipment.changes().stream()
        .peek(backlog::settled)
        .map(change -> rejected(change.record(), refused.reason()))
        .toList();
  }

  boolean isWaitingForAnswers() {
    return !underWay.isEmpty();
  }

  /** All is forgotten, answers that are still to come too. */
  void giveUp() {
    underWay.clear();
    revoked(List.copyOf(backlog.delivered().keySet()));
  }

  /** By partition the offset before which all is delivered. */
  Map<TopicPartition, Long> delivered() {
    return backlog.delivered();
  }

  Set<TopicPartition> full() {
    return backlog.full();
  }

  int undelivered() {
    return backlog.size();
  }

  /** When the oldest change was written that is not delivered; null if there is none. */
  @Nullable Instant oldest() {
    return backlog.oldest();
  }

  int firing() {
    return receiver.firing();
  }

  /** Records of the partition before this offset are delivered; -1 if none is being read again. */
  long rememberingUpTo(TopicPartition partition) {
    return remembering.getOrDefault(partition, -1L);
  }
}
