package io.millrace.ingest;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.events.Event;
import io.millrace.events.EventJson;
import io.millrace.events.EventRecords;
import io.millrace.events.InvalidEventException;
import io.millrace.events.Rejection;
import io.millrace.ingest.publish.DeduplicationConfig;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Where everything comes in: accepted onto the topic from which it is published once, or, if it
 * cannot be told from another, onto its published topic at once; or refused onto {@code
 * rejected-events}.
 */
@Singleton
public class Gate {

  /** What a topic takes by default is 1 MiB with headers and framing. */
  public static final int EVENT_LIMIT = 1_000_000; // bytes

  private static final String STAGE = "ingest";
  private static final int NOWHERE = -1; // partition and offset of what never reached a topic
  private static final byte[] YES = "true".getBytes(StandardCharsets.UTF_8);

  private final EventSink sink;
  private final Drain drain;
  private final Set<EventKind> deduplicated;
  private final MeterRegistry meters;
  private final Map<EventKind, LongAdder> accepted = new EnumMap<>(EventKind.class);
  private final Map<EventKind, LongAdder> bytes = new EnumMap<>(EventKind.class);

  Gate(EventSink sink, Drain drain, DeduplicationConfig deduplication, MeterRegistry meters) {
    this.sink = sink;
    this.drain = drain;
    this.deduplicated = Set.copyOf(deduplication.kinds());
    this.meters = meters;
    for (EventKind kind : EventKind.values()) {
      accepted.put(kind, counter(meters, "millrace.events.accepted", kind));
      bytes.put(kind, counter(meters, "millrace.events.bytes", kind));
    }
  }

  /** Counted at each event, read at each scrape. */
  private static LongAdder counter(MeterRegistry meters, String name, EventKind kind) {
    LongAdder adder = new LongAdder();
    FunctionCounter.builder(name, adder, LongAdder::sum).tag("kind", kind.label()).register(meters);
    return adder;
  }

  /** As {@link #accept(Event, Arrival)}, of an event with an id of its own. */
  public CompletableFuture<Void> accept(Event event) {
    return accept(event, Arrival.IDENTIFIED);
  }

  /**
   * Sends an event.
   *
   * @return completes when Kafka has acknowledged it
   * @throws InvalidEventException if it is larger than a topic takes
   */
  public CompletableFuture<Void> accept(Event event, Arrival arrival) {
    EventKind kind = EventKind.of(event);
    byte[] value = EventJson.write(event);
    requireSize(value.length);
    boolean once = arrival.identified() && deduplicated.contains(kind);
    return sink.send(
            new ProducerRecord<>(
                once ? kind.acceptedTopic() : kind.topic(),
                null,
                EventRecords.key(event),
                value,
                headers(event, arrival, once)))
        .thenRun(() -> count(kind, value.length));
  }

  /** What all events of a kind share is added when they are published. */
  private static Headers headers(Event event, Arrival arrival, boolean once) {
    Headers headers = once ? EventRecords.ownHeaders(event) : EventRecords.headers(event);
    if (!arrival.identified()) {
      headers.add(EventRecords.GIVEN_ID_HEADER, YES);
    }
    arrival.traced().forEach(headers::add);
    return headers;
  }

  /** Reads an event from bytes that come from outside. */
  public static Event read(EventKind kind, byte[] json) {
    requireSize(json.length);
    return EventJson.read(kind.type(), json);
  }

  private void count(EventKind kind, int size) {
    Objects.requireNonNull(accepted.get(kind)).increment();
    Objects.requireNonNull(bytes.get(kind)).add(size);
  }

  /**
   * Refuses bytes that no event can be of.
   *
   * @throws InvalidEventException if they are more than a topic takes
   */
  public static void requireSize(int bytes) {
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
    return refuse(kind, rejection, why);
  }

  /**
   * As {@link #refuse(EventKind, byte[], InvalidEventException)}, of what had a place of its own.
   */
  public CompletableFuture<Void> refuse(
      EventKind kind, Rejection rejection, InvalidEventException why) {
    return sink.send(rejection.toRecord()).thenRun(() -> refused(kind, why));
  }

  /** Counts what is refused without being filed, as its sender wished. */
  public CompletableFuture<Void> forget(EventKind kind, InvalidEventException why) {
    refused(kind, why);
    return CompletableFuture.completedFuture(null);
  }

  private void refused(EventKind kind, InvalidEventException why) {
    meters
        .counter(
            "millrace.events.rejected", "kind", kind.label(), "field", kind.knownField(why.field()))
        .increment();
  }

  /** Why nothing more should be taken just now; empty while all is well. */
  public Optional<String> congestion() {
    return isStopping() ? Optional.of("the service is stopping") : sink.congestion();
  }

  /** Whether the service was asked to stop: what is under way is to be brought to its end. */
  public boolean isStopping() {
    return drain.hasBegun();
  }
}
