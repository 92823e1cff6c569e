package io.millrace.ingest;

import io.millrace.events.Event;
import io.millrace.events.InvalidEventException;
import io.millrace.ingest.Receipt.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Takes the events of one request, one after the other and in constant memory: only so many wait
 * for Kafka at a time, and only the first refusals are kept.
 */
final class Intake {

  private static final int IN_FLIGHT = 1_000; // events that wait for Kafka's word
  private static final long PATIENCE_SECONDS = 30; // beyond the producer's own delivery timeout

  private final Gate gate;
  private final EventKind kind;
  private final Semaphore room = new Semaphore(IN_FLIGHT);
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong rejected = new AtomicLong();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final List<Refusal> errors = new ArrayList<>();
  private long index;

  Intake(Gate gate, EventKind kind) {
    this.gate = gate;
    this.kind = kind;
  }

  /**
   * Takes the next event.
   *
   * @throws Unreachable if Kafka has refused an earlier one
   */
  void offer(byte[] json) {
    takeRoom(1);
    try {
      Event event = Gate.read(kind, json);
      follow(gate.accept(event), accepted);
    } catch (InvalidEventException invalid) {
      if (errors.size() < Receipt.ERRORS_LIMIT) {
        errors.add(new Refusal(index, invalid.field(), invalid.reason()));
      }
      follow(gate.refuse(kind, json, invalid), rejected);
    }
    index++;
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

  private Receipt receipt() {
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
