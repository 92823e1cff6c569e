package io.millrace.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.events.Event;
import io.millrace.events.EventJson;
import io.millrace.events.EventRecords;
import io.millrace.events.InvalidEventException;
import io.millrace.events.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Where everything comes in: accepted onto its topic, or refused onto {@code rejected-events}. */
@ApplicationScoped
public class Gate {

  /** What a topic takes by default is 1 MiB with headers and framing. */
  static final int EVENT_LIMIT = 1_000_000; // bytes

  private static final String STAGE = "ingest";
  private static final int NOWHERE = -1; // partition and offset of what never reached a topic

  private final EventSink sink;
  private final Map<EventKind, Counter> accepted = new EnumMap<>(EventKind.class);
  private final Map<EventKind, Counter> rejected = new EnumMap<>(EventKind.class);

  Gate(EventSink sink, MeterRegistry meters) {
    this.sink = sink;
    for (EventKind kind : EventKind.values()) {
      accepted.put(kind, meters.counter("millrace.events.accepted", "kind", kind.label()));
      rejected.put(kind, meters.counter("millrace.events.rejected", "kind", kind.label()));
    }
  }

  /**
   * Sends an event.
   *
   * @return completes when Kafka has acknowledged it
   * @throws InvalidEventException if it is larger than a topic takes
   */
  public CompletableFuture<Void> accept(Event event) {
    ProducerRecord<byte[], byte[]> record = EventRecords.of(event);
    requireSize(record.value().length);
    return counted(sink.send(record), accepted, EventKind.of(event));
  }

  /** Reads an event from bytes that come from outside. */
  public static Event read(EventKind kind, byte[] json) {
    requireSize(json.length);
    return EventJson.read(kind.type(), json);
  }

  private static void requireSize(int bytes) {
    if (bytes > EVENT_LIMIT) {
      throw new InvalidEventException(
          "json", "must have at most " + EVENT_LIMIT + " bytes, has " + bytes);
    }
  }

  /**
   * Files what was refused, with its original bytes; those that no topic takes are left out.
   *
   * @return completes when Kafka has acknowledged it
   */
  public CompletableFuture<Void> refuse(
      EventKind kind, byte[] original, InvalidEventException why) {
    Rejection rejection =
        new Rejection(
            null,
            original.length > EVENT_LIMIT ? null : original,
            new RecordHeaders(),
            kind.topic(),
            NOWHERE,
            NOWHERE,
            STAGE,
            why.field() + ": " + why.reason(),
            null,
            null);
    return counted(sink.send(rejection.toRecord()), rejected, kind);
  }

  private static CompletableFuture<Void> counted(
      CompletableFuture<Void> acknowledged, Map<EventKind, Counter> counters, EventKind kind) {
    return acknowledged.thenRun(() -> Objects.requireNonNull(counters.get(kind)).increment());
  }
}
