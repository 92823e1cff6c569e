package io.millrace.ingest.source;

import io.millrace.events.Event;
import io.millrace.events.InvalidEventException;
import io.millrace.ingest.Gate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Delivers through the same gate as HTTP does. */
record GateDelivery(Gate gate) implements Delivery {

  private static final int PATIENCE_SECONDS = 30; // beyond the producer's own delivery timeout

  @Override
  public void deliver(List<? extends Event> events) throws IOException, InterruptedException {
    List<CompletableFuture<Void>> sent = new ArrayList<>();
    for (Event event : events) {
      if (!send(sent, gate.accept(event))) {
        break;
      }
    }
    await(sent);
  }

  @Override
  public SortedMap<Integer, InvalidEventException> take(List<? extends Incoming> incoming)
      throws IOException, InterruptedException {
    SortedMap<Integer, InvalidEventException> refused = new TreeMap<>();
    List<CompletableFuture<Void>> sent = new ArrayList<>();
    for (int i = 0; i < incoming.size(); i++) {
      if (!send(sent, take(incoming.get(i), i, refused))) {
        break;
      }
    }
    await(sent);
    return refused;
  }

  private CompletableFuture<Void> take(
      Incoming one, int index, SortedMap<Integer, InvalidEventException> refused) {
    try {
      return gate.accept(one.read());
    } catch (InvalidEventException why) {
      refused.put(index, why);
      return one.rejection(why)
          .map(rejection -> gate.refuse(one.kind(), rejection, why))
          .orElseGet(() -> gate.refuse(one.kind(), one.original(), why));
    }
  }

  /** While Kafka is away each sending may block for seconds: the first that failed is the last. */
  private static boolean send(List<CompletableFuture<Void>> sent, CompletableFuture<Void> next) {
    sent.add(next);
    return !next.isCompletedExceptionally();
  }

  private static void await(List<CompletableFuture<Void>> sent)
      throws IOException, InterruptedException {
    try {
      CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new))
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException refused) {
      throw new IOException("Kafka did not acknowledge an event: " + refused.getCause(), refused);
    } catch (TimeoutException silent) {
      throw new IOException(
          "Kafka did not acknowledge an event within " + PATIENCE_SECONDS + " s", silent);
    }
  }
}
