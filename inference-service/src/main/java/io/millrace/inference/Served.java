package io.millrace.inference;

import io.millrace.inference.batch.BatchHandler;
import io.millrace.inference.batch.BatchPolicy;
import io.millrace.inference.batch.Models;
import io.millrace.inference.batch.RecordTracing;
import io.millrace.inference.batch.Route;
import io.millrace.inference.models.KindShelf;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * A kind of events in service.
 *
 * @param shelf the models that score them
 * @param policy what is done with them
 * @param channels consumers side by side
 */
record Served<E, I>(KindShelf<E, I> shelf, BatchPolicy policy, int channels) {

  String topic() {
    return shelf.kind().topic();
  }

  /** Models that are routed to and of which no version serves. */
  List<String> missing() {
    List<String> serving = shelf.serving();
    return policy.models().stream()
        .filter(name -> name.equals(Route.EVERY) ? serving.isEmpty() : !serving.contains(name))
        .toList();
  }

  BatchHandler<E> handler(RecordTracing tracing) {
    return new BatchHandler<>(
        shelf.kind(), shelf, policy, tracing, shelf::expectedPerRecord, System::nanoTime);
  }

  /**
   * Beside what serves.
   *
   * @param expectedPerRecord how long one record of a large batch takes these models
   */
  BatchHandler<E> handler(
      Models<E> models, BatchPolicy otherPolicy, Supplier<Duration> expectedPerRecord) {
    return new BatchHandler<>(
        shelf.kind(), models, otherPolicy, expectedPerRecord, System::nanoTime);
  }
}
