package io.millrace.workbench.rejected;

import io.millrace.events.InvalidEventException;
import io.millrace.events.Rejection;
import io.millrace.events.Topics;
import io.millrace.workbench.broker.BrokerException;
import io.millrace.workbench.broker.TopicScan;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads {@code rejected-events}.
 *
 * @param unreadable told of each record that is no rejection
 */
record RejectedTopic(TopicScan scan, Consumer<String> unreadable) {

  /** All that are meant, by partition and offset. */
  void forEach(Selection selection, Optional<Instant> since, Consumer<Rejected> each) {
    scan.all(
        Topics.REJECTED_EVENTS,
        since,
        record -> read(record).filter(selection::takes).ifPresent(each));
  }

  /** Those at the places. */
  void forEach(Collection<Place> places, Consumer<Rejected> each) {
    places.forEach(place -> each.accept(at(place)));
  }

  /**
   * @throws BrokerException if there is none
   */
  Rejected at(Place place) {
    ConsumerRecord<byte[], byte[]> record =
        scan.at(new TopicPartition(Topics.REJECTED_EVENTS, place.partition()), place.offset())
            .orElseThrow(
                () ->
                    new BrokerException(
                        Topics.REJECTED_EVENTS
                            + " has no record at "
                            + place
                            + "; `millrace"
                            + " rejected list` shows those it has"));
    try {
      return of(record);
    } catch (InvalidEventException e) {
      throw new BrokerException(place + " is no rejection: " + e.getMessage(), e);
    }
  }

  private Optional<Rejected> read(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Optional.of(of(record));
    } catch (InvalidEventException e) {
      unreadable.accept(place(record) + " is no rejection: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static Rejected of(ConsumerRecord<byte[], byte[]> record) {
    return new Rejected(
        place(record), Instant.ofEpochMilli(record.timestamp()), Rejection.from(record));
  }

  private static Place place(ConsumerRecord<byte[], byte[]> record) {
    return new Place(record.partition(), record.offset());
  }
}
