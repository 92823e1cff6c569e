package io.millrace.ingest.source;

import io.millrace.events.Event;
import io.millrace.ingest.Gate;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Delivers through the same gate as HTTP does. */
record GateDelivery(Gate gate) implements Delivery {

  private static final int PATIENCE_SECONDS = 30; // beyond the producer's own delivery timeout

  @Override
  public void deliver(List<? extends Event> events) throws IOException, InterruptedException {
    CompletableFuture<?>[] sent =
        events.stream().map(gate::accept).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(sent).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException refused) {
      throw new IOException("Kafka did not acknowledge an event: " + refused.getCause(), refused);
    } catch (TimeoutException silent) {
      throw new IOException(
          "Kafka did not acknowledge an event within " + PATIENCE_SECONDS + " s", silent);
    }
  }
}
