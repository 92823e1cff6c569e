package io.millrace.ingest.stream;

import io.millrace.events.Event;
import io.millrace.events.EventReader;
import io.millrace.events.InvalidEventException;
import io.millrace.ingest.Arrival;
import io.millrace.ingest.EventKind;
import io.millrace.ingest.Gate;
import io.millrace.ingest.http.DerivedIds;
import io.millrace.ingest.http.Skew;
import io.millrace.ingest.security.Caller;
import io.millrace.ingest.security.Quota;
import io.millrace.ingest.stream.Device.Farewell;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * One connection of a device. Messages are taken in their order; each is acknowledged once Kafka
 * has it. What was not acknowledged is sent again over the next connection: events without an id
 * get one of the session's name and the message's number, so that a repeat is published once.
 */
final class StreamSession {

  /** Messages under way without an acknowledgement. */
  static final int WINDOW = 1_000;

  private static final long WINDOW_BYTES = 8_000_000;

  private final Gate gate;
  private final Caller caller;
  private final Quota quota;
  private final Skew skew;
  private final Device device;
  private final Executor inOrder;
  private final LongConsumer remember;
  private final Progress progress;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong waitingBytes = new AtomicLong();
  private final Map<EventKind, EventReader<?>> readers = new EnumMap<>(EventKind.class);
  private long last; // number of the message before; 0 before the first
  private long reading; // number of the message in hand
  private volatile boolean over;

  /**
   * @param ids from the session's name
   * @param inOrder runs what may wait for Kafka, one after the other
   * @param acknowledged up to where an earlier connection was, as far as it is known
   * @param remember hears of each number that all messages are answered up to
   */
  StreamSession(
      Gate gate,
      Caller caller,
      Quota quota,
      Skew skew,
      DerivedIds ids,
      boolean unknownFields,
      Device device,
      Executor inOrder,
      long acknowledged,
      LongConsumer remember) {
    this.gate = gate;
    this.caller = caller;
    this.quota = quota;
    this.skew = skew;
    this.device = device;
    this.inOrder = inOrder;
    this.remember = remember;
    this.progress = new Progress(acknowledged);
    for (EventKind kind : EventKind.values()) {
      readers.put(kind, new EventReader<>(kind.type(), () -> ids.at(reading), unknownFields));
    }
  }

  /** A message has come; on the thread of the connection, which must not wait. */
  void receive(byte[] json) {
    if (waiting.incrementAndGet() > WINDOW || waitingBytes.addAndGet(json.length) > WINDOW_BYTES) {
      end(
          Farewell.BROKEN_RULE,
          "more than " + WINDOW + " messages or " + WINDOW_BYTES + " bytes without an answer");
      return;
    }
    inOrder.execute(() -> take(json));
  }

  private void take(byte[] json) {
    if (over) {
      return;
    }
    try {
      StreamMessage message = StreamMessage.read(json);
      requireNext(message.sequence());
      requireWelcome(json.length);
      if (!over) {
        last = message.sequence();
        offer(message, json);
      }
    } catch (InvalidEventException noMessage) {
      end(Farewell.BROKEN_RULE, String.valueOf(noMessage.getMessage()));
    }
  }

  private void requireWelcome(int bytes) {
    if (!caller.isCurrent()) {
      end(Farewell.BROKEN_RULE, "the credentials are no longer good");
      return;
    }
    gate.congestion()
        .or(
            () ->
                quota
                    .take(1, bytes)
                    .map(wait -> "the quota is used up for " + wait.toMillis() + " ms"))
        .ifPresent(reason -> end(Farewell.TRY_AGAIN_LATER, reason));
  }

  /** A connection may begin anywhere, for the device knows best what it has an answer to. */
  private void requireNext(long sequence) {
    if (last == 0) {
      progress.startAfter(sequence - 1);
    } else if (sequence != last + 1) {
      throw new InvalidEventException("sequence", "must be " + (last + 1) + ", is " + sequence);
    }
  }

  private void offer(StreamMessage message, byte[] json) {
    reading = message.sequence();
    EventKind kind = EventKind.TEXT; // where a message without a kind is filed
    try {
      kind = message.kind();
      Event event = Objects.requireNonNull(readers.get(kind)).convert(message.event());
      skew.check(event);
      if (caller.mayWrite(kind, event.envelope().key())) {
        follow(reading, json.length, gate.accept(event, Arrival.IDENTIFIED));
      } else {
        end(Farewell.BROKEN_RULE, "the credentials' scopes do not name this key");
      }
    } catch (InvalidEventException invalid) {
      device.tell(new Told.Refusal(reading, invalid.field(), invalid.reason()));
      follow(reading, json.length, gate.refuse(kind, json, invalid));
    }
  }

  private void follow(long sequence, int bytes, CompletableFuture<Void> answer) {
    answer.whenComplete(
        (nothing, failure) -> {
          waiting.decrementAndGet();
          waitingBytes.addAndGet(-bytes);
          if (failure != null) {
            end(Farewell.TRY_AGAIN_LATER, "Kafka does not acknowledge");
          } else if (progress.answered(sequence)) {
            long acknowledged = progress.acknowledged();
            remember.accept(acknowledged);
            device.tell(new Told.Acknowledgement(acknowledged));
          }
        });
  }

  /** The service stops; what is under way is acknowledged to nobody, and sent again. */
  void stop() {
    end(Farewell.TRY_AGAIN_LATER, "the service is stopping");
  }

  private void end(Farewell farewell, String reason) {
    if (!over) {
      over = true;
      device.hangUp(farewell, reason);
    }
  }
}
