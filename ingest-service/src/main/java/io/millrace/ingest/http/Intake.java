package io.millrace.ingest.http;

import io.millrace.events.Event;
import io.millrace.events.InvalidEventException;
import io.millrace.ingest.Arrival;
import io.millrace.ingest.EventKind;
import io.millrace.ingest.Gate;
import io.millrace.ingest.http.Receipt.Refusal;
import io.millrace.ingest.security.Caller;
import io.millrace.ingest.security.Quota;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Takes the events of one request, one after the other and in constant memory: only so many wait
 * for Kafka at a time, and only the first refusals are kept.
 */
final class Intake {

  private static final int IN_FLIGHT = 4_096; // events that wait for Kafka's word
  private static final long PATIENCE_SECONDS = 20; // more than the producer's own delivery timeout

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  private final Gate gate;
  private final EventKind kind;
  private final Manner manner;
  private final Semaphore room = new Semaphore(IN_FLIGHT);
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong rejected = new AtomicLong();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final List<Refusal> errors = new ArrayList<>();
  private final Arrival identified;
  private final Arrival unidentified;
  private long index;
  private long forbidden;
  private boolean idGiven;

  /**
   * How a request wants its events to be taken.
   *
   * @param caller who sends them, and what that one may write
   * @param quota of the caller
   * @param file whether refused events are filed with their bytes
   * @param traced headers that carry the request's trace on
   */
  record Manner(
      Caller caller, Quota quota, MissingIds ids, Skew skew, boolean file, List<Header> traced) {}

  /** Reads one event out of its bytes. */
  interface Parser {

    /**
     * @throws InvalidEventException if they are none
     */
    Event parse();
  }

  Intake(Gate gate, EventKind kind, Manner manner) {
    this.gate = gate;
    this.kind = kind;
    this.manner = manner;
    this.identified = new Arrival(true, manner.traced());
    this.unidentified = new Arrival(manner.ids().repeatable(), manner.traced());
  }

  EventKind kind() {
    return kind;
  }

  /** An id for the event in hand, which has none. */
  String missingId() {
    idGiven = true;
    return manner.ids().at(index);
  }

  /**
   * Takes the next event.
   *
   * @param original as it came
   * @throws Unreachable if Kafka has refused an earlier one
   * @throws OverQuota if the caller has to wait for long before it may send on
   */
  void offer(byte[] original, Parser parser) {
    if (gate.isStopping()) {
      throw new Unreachable("the service is stopping", finish());
    }
    takeQuota(original.length);
    takeRoom(1);
    try {
      Gate.requireSize(original.length);
      idGiven = false;
      Event event = parser.parse();
      manner.skew().check(event);
      if (manner.caller().mayWrite(kind, event.envelope().key())) {
        follow(gate.accept(event, idGiven ? unidentified : identified), accepted);
      } else {
        forbid();
      }
    } catch (InvalidEventException invalid) {
      note(invalid);
      follow(refuse(original, invalid), rejected);
    }
    index++;
  }

  private void note(InvalidEventException invalid) {
    if (errors.size() < Receipt.ERRORS_LIMIT) {
      errors.add(new Refusal(index, invalid.field(), invalid.reason()));
    }
  }

  /** What the caller may not write is not filed either: nobody else's topic is its notebook. */
  private void forbid() {
    InvalidEventException foreign =
        new InvalidEventException(
            kind == EventKind.TEXT ? "source" : kind.label(),
            "must be one that the credentials' scopes name");
    forbidden++;
    note(foreign);
    follow(gate.forget(kind, foreign), rejected);
  }

  /** Waits for the quota within a stream; who has sent nothing yet is told to come again. */
  private void takeQuota(int bytes) {
    for (Optional<Duration> wait = manner.quota().take(1, bytes);
        wait.isPresent();
        wait = manner.quota().take(1, bytes)) {
      if (index == 0 || wait.get().compareTo(LONGEST_WAIT) > 0) {
        throw new OverQuota(wait.get(), finish());
      }
      sleep(wait.get());
    }
  }

  private void sleep(Duration time) {
    try {
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new Unreachable("the service is stopping", receipt());
    }
  }

  /** Whether all that was refused was refused for want of scopes. */
  boolean isForbidden() {
    return forbidden > 0 && forbidden == rejected.get();
  }

  private CompletableFuture<Void> refuse(byte[] original, InvalidEventException invalid) {
    return manner.file() ? gate.refuse(kind, original, invalid) : gate.forget(kind, invalid);
  }

  /**
   * Waits until Kafka has acknowledged all of them.
   *
   * @throws Unreachable if it does not
   */
  Receipt finish() {
    takeRoom(IN_FLIGHT);
    return receipt();
  }

  /** What is known so far. */
  Receipt receipt() {
    return new Receipt(accepted.get(), rejected.get(), errors);
  }

  private void follow(CompletableFuture<Void> acknowledged, AtomicLong counter) {
    acknowledged.whenComplete(
        (nothing, thrown) -> {
          if (thrown == null) {
            counter.incrementAndGet();
          } else {
            failure.compareAndSet(null, thrown);
          }
          room.release();
        });
  }

  private void takeRoom(int permits) {
    boolean taken = false;
    try {
      taken = room.tryAcquire(permits, PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new Unreachable("the service is stopping", receipt());
    }
    Throwable thrown = failure.get();
    if (thrown != null) {
      Throwable cause = thrown.getCause();
      throw new Unreachable(
          String.valueOf((cause == null ? thrown : cause).getMessage()), receipt());
    }
    if (!taken) {
      throw new Unreachable("no answer within " + PATIENCE_SECONDS + " s", receipt());
    }
  }
}
