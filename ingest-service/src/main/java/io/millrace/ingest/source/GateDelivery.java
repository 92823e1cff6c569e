package io.millrace.ingest.source;

import io.millrace.events.Event;
import io.millrace.ingest.Gate;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Delivers through the same gate as HTTP does. */
record GateDelivery(Gate gate) implements Delivery {

  private static final int PATIENCE_SECONDS = 30; // beyond the producer's own delivery timeout

  @Override
  public void deliver(Event event) throws IOException, InterruptedException {
    try {
      gate.accept(event).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException refused) {
      throw new IOException("Kafka did not acknowledge an event: " + refused.getCause(), refused);
    } catch (TimeoutException silent) {
      throw new IOException(
          "Kafka did not acknowledge an event within " + PATIENCE_SECONDS + " s", silent);
    }
  }
}
